import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, test } from "vitest";
import { DecisionsNeeded, takenUp } from "#components/meetings/decisions-needed.tsx";
import { DeclaredInterests } from "#components/meetings/minutes-aside.tsx";
import { QuestionsCard } from "#components/meetings/questions-card.tsx";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { decidedNow, showBoard } from "#lib/board/show.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { listDecisions } from "#lib/meetings/queries/decisions.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { answer, none, placeSitting, putQuestion } from "./minutes-ground.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let member: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  member = cast.actors["board-member"];
});

const itemHref = (item: string) => `/minutes?item=${item}`;

test("a meeting's reader sees each question put to it, what is recommended and where it stands", async () => {
  const meeting = await placeSitting(cast);
  const first = await putQuestion(secretary, meeting, { question: "Buy 30 tablets?", recommendation: "Yes, by March" });
  await putQuestion(secretary, meeting, { question: "Move the server?" });
  await decide(secretary, answer(first), none);
  const questions = await readAs(member, (tx) => listDecisions(tx, member, meeting.id));
  const html = renderToStaticMarkup(<QuestionsCard questions={questions} itemHref={itemHref} />);
  expect(html.match(/Buy 30 tablets\?.*?Yes, by March\..*?Approved/s)).not.toBeNull();
  expect(html.match(/Move the server\?.*?Not decided/s)).not.toBeNull();
  expect(html).toContain(`/minutes?item=${meeting.items.risks}#decision-${first}`);
  expect(renderToStaticMarkup(<QuestionsCard questions={[]} itemHref={itemHref} />)).toBe("");
});

test("what was decided is said by the post of whoever recorded it, on the screen and in the answer to a press", async () => {
  const meeting = await placeSitting(cast);
  const id = await putQuestion(secretary, meeting);
  await decide(secretary, answer(id), none);
  const board = await showBoard((run, asAt) => readAs(member, run, asAt), member, meeting.id);
  const stands = board?.shown.screens.flatMap(({ decision }) => decision?.decided ?? []);
  expect(stands).toMatchObject([{ word: "Approved", by: "secretary" }]);
  expect(await readAs(secretary, (tx) => decidedNow(tx, secretary, id))).toMatchObject({ by: "secretary" });
});

test("a question that comes back leads to where it was left, and is taken up under the item that it had", async () => {
  const meeting = await placeSitting(cast);
  const id = await putQuestion(secretary, meeting);
  const leftOver = await readAs(secretary, (tx) => listDecisions(tx, secretary, meeting.id));
  const [title = ""] = leftOver.map(({ itemTitle }) => itemTitle);
  const items = [
    { id: "one", position: 1, title: "Welcome" },
    { id: "five", position: 5, title },
  ];
  const under = (of: string | undefined) => items.find((one) => one.title === of) ?? items[0];
  const html = renderToStaticMarkup(
    <DecisionsNeeded
      open={[]}
      leftOver={leftOver}
      sentHere={[]}
      itemHref={itemHref}
      takeUp={takenUp(under, itemHref)}
    />,
  );
  expect(html).toContain(`/meetings/${meeting.id}/minutes?item=${meeting.items.risks}#decision-${id}`);
  expect(html).toContain(`Take it up under item 5, ${title}`);
  expect(html).toContain(`item=five&amp;write=decision&amp;answers=${id}#write`);
  expect(renderToStaticMarkup(takenUp(under, itemHref)("x"))).toContain("under item 1, Welcome");
});

test("the page of the minutes says the interests that its document says", () => {
  const rows = [
    { who: "Finance trustee", words: "Owns shares", takingPart: "Stays and does not vote", item: "Finance" },
  ];
  const html = renderToStaticMarkup(<DeclaredInterests rows={rows} />);
  for (const words of Object.values(rows[0] ?? {})) expect(html).toContain(words);
  expect(renderToStaticMarkup(<DeclaredInterests rows={[]} />)).toContain("None is recorded.");
});
