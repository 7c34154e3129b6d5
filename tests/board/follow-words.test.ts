import { expect, test } from "vitest";
import { type Following, followWords, listen } from "#components/board/use-follow.ts";

class Source extends EventTarget {
  closed = false;
  close() {
    this.closed = true;
  }
}

function heard() {
  const source = new Source();
  const told: { states: Following[]; items: string[]; lost: number } = { states: [], items: [], lost: 0 };
  listen(source, {
    onItem: (id) => told.items.push(id),
    onState: (state) => told.states.push(state),
    onLost: () => {
      told.lost += 1;
    },
  });
  return { source, told };
}
const says = (state: Following) => followWords({ follows: true, leads: false, untold: false, state });

test("a follower is told that the meeting has ended, and is not asked to try what cannot come back", () => {
  const { source, told } = heard();
  source.dispatchEvent(new Event("open"));
  source.dispatchEvent(new MessageEvent("item", { data: "one" }));
  source.dispatchEvent(new MessageEvent("over", { data: "over" }));
  expect(told).toEqual({ states: ["on", "over"], items: ["one"], lost: 0 });
  expect(source.closed).toBe(true);
  expect(says("over")).toBe("The meeting has ended. Load it again");
});

test("a line that broke is asked for again", () => {
  const { source, told } = heard();
  source.dispatchEvent(new Event("error"));
  expect(told).toMatchObject({ states: ["lost"], lost: 1 });
  expect(source.closed).toBe(true);
  expect(says("lost")).toBe("Not following. Retry");
});
