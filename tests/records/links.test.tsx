import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LinkedRecords } from "#components/records/linked-records.tsx";
import { meetingStates } from "#lib/meetings/meeting.ts";
import { notHeldWords } from "#lib/records/record.ts";

const link = {
  link: "discussed",
  linkId: "l",
  note: null,
  serviceIds: [],
  ownerId: null,
  changedAt: new Date(0),
} as const;

describe("a meeting and the records of its agenda", () => {
  test.each(meetingStates.map((state) => [state] as const))("%s: both pages say the same of it", (state) => {
    const meeting = {
      ...link,
      id: "m",
      kind: "meeting",
      reference: "MTG-1",
      title: "Board",
      state,
      direction: "from",
    } as const;
    const risk = {
      ...link,
      id: "r",
      kind: "risk",
      reference: "R-1",
      title: "Lines",
      state: "open",
      direction: "to",
    } as const;
    const says = (given: { state: string; linked: (typeof meeting | typeof risk)[] }) =>
      renderToStaticMarkup(LinkedRecords({ ...given, recordId: "x", unseen: 0, mayLink: false }));
    const ahead = state === "planned" || state === "published";
    const words = ahead ? "On its agenda" : state === "cancelled" ? "Was on its agenda" : undefined;
    expect(notHeldWords(state)).toBe(words);
    expect(says({ state: "open", linked: [meeting] })).toContain(`MTG-1. ${words ?? "Where it was discussed"}<`);
    expect(says({ state, linked: [risk] })).toContain(`R-1. ${words ?? "Discussed here"}<`);
  });
});
