import { newSession } from "#tests/support/session.ts";
import { expect, test } from "./support/app.ts";
import { ask } from "./support/raw.ts";

const rooms = [
  "/",
  "/risks",
  "/disruptions",
  "/resilience-tests",
  "/action-items",
  "/systems",
  "/materials",
  "/meetings",
  "/evidence",
  "/frameworks",
  "/organisation",
  "/access",
  "/trail",
];
const records = [
  "/",
  "/risks",
  "/disruptions",
  "/resilience-tests",
  "/action-items",
  "/systems",
  "/materials",
  "/meetings",
];
const board = ["/", "/risks", "/disruptions", "/resilience-tests", "/action-items", "/meetings", "/evidence"];
const manager = [...records, "/evidence", "/frameworks", "/organisation", "/access"];

/** Which rooms open to each demo account, written out beside the table that decides it (decision 8). */
const opens: Record<string, readonly string[]> = {
  "quality.lead@fennmoor.example": rooms,
  "registered.manager@fennmoor.example": manager,
  "branch.manager@fennmoor.example": manager,
  "digital.lead@fennmoor.example": [...records, "/frameworks", "/organisation"],
  "nominated.individual@fennmoor.example": rooms,
  "board.member@fennmoor.example": board,
  "chair@fennmoor.example": board,
  "governance.lead@fennmoor.example": rooms,
  "care.worker@fennmoor.example": ["/", "/disruptions", "/action-items", "/materials"],
  "auditor@fennmoor.example": rooms,
  "administrator@fennmoor.example": ["/organisation", "/access"],
  "inspector@cqc.example": [],
  "quality.officer@eastmere.example": [],
};

for (const [email, mine] of Object.entries(opens))
  test(`${email} opens their rooms and no other, whatever the navigation shows`, async () => {
    const cookie = await newSession({ ownerUrl: process.env.DATABASE_URL ?? "" }, email);
    const found: string[] = [];
    for (const room of rooms) {
      const answer = await ask(room, { cookie, headers: { accept: "text/html" } });
      if (answer.status === 200) found.push(room);
      else expect([room, answer.status, answer.headers.location]).toEqual([room, 307, expect.stringMatching(/^\//)]);
    }
    expect(found).toEqual(mine);
    const front = found[0] && (await ask(found[0], { cookie })).text;
    const shown = rooms.filter((room) => front?.includes(`href="${room}"`));
    expect(shown.filter((room) => !mine.includes(room))).toEqual([]);
  });
