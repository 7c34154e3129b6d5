import { beforeAll, expect, test, vi } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mostOfOne } from "#lib/board/following.ts";
import { type Placed, placeMeeting } from "#tests/meetings/meeting-rows.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const reader = vi.hoisted((): { actor?: Actor } => ({}));
vi.mock("#lib/access/session.ts", () => ({ sessionToken: async () => "token" }));
vi.mock("#lib/access/gate.ts", () => ({
  enter: async () => reader.actor,
  standsNow: async () => reader.actor,
  foundId: (id: string) => id,
  read: readAs,
}));
const { GET, HEAD } = await import("#app/(board)/meetings/[id]/screen/follow/route.ts");

const here = useWorld();
let cast: Cast;
let board: Placed;

beforeAll(async () => {
  cast = await castOf(here());
  const member = cast.actors["board-member"];
  board = await placeMeeting(cast, {
    as: member,
    posts: [[member, "member"]],
    sections: ["conflicts"],
    startsAt: new Date("2026-11-20T10:00:00Z"),
    state: "open",
  });
});

function follow(actor: Actor, signal?: AbortSignal): Promise<Response> {
  reader.actor = actor;
  const request = new Request("http://here/follow", {
    headers: { accept: "text/event-stream" },
    ...(signal ? { signal } : {}),
  });
  return GET(request, { params: Promise.resolve({ id: board.id }) });
}

test("HEAD is answered without a stream", () => {
  const answer = HEAD();
  expect(answer.status).toBe(405);
  expect(answer.body).toBeNull();
});

test("a meeting that is not the reader's is over at once, and takes no place", async () => {
  const foreign = cast.foreign.actors["nominated-individual"];
  for (let round = 0; round <= mostOfOne; round += 1) {
    const answer = await follow(foreign);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("event: over\ndata: over\n\n");
  }
});

test("a place is given back when the request ends or the stream is closed, however early", async () => {
  const member = cast.actors["board-member"];
  const full = async () => Promise.all(Array.from({ length: mostOfOne }, () => follow(member)));
  for (let round = 0; round <= mostOfOne; round += 1) await follow(member, AbortSignal.abort());
  for (const close of ["abort", "cancel"]) {
    const gone = new AbortController();
    for (let place = 0; place < mostOfOne; place += 1) {
      const answer = await follow(member, gone.signal);
      expect(answer.status).toBe(200);
      if (close === "cancel") await answer.body?.cancel();
    }
    if (close === "abort") {
      expect((await follow(member)).status).toBe(429);
      gone.abort();
    }
  }
  const open = await full();
  expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
  for (const one of open) await one.body?.cancel();
});
