import { describe, expect, test } from "vitest";
import {
  acceptanceStanding,
  addMonths,
  appetiteFor,
  bandOf,
  bandWords,
  headline,
  levels,
  likelihoodSentence,
  longestAcceptance,
  movementOf,
  possibleScores,
  proofState,
  type ScoredAt,
  scoreByMonth,
  scoresInOrder,
  standingState,
} from "#lib/risks/risk.ts";
import reference from "../../db/reference/vocabularies.json" with { type: "json" };

const { riskBands, riskCategories, riskTreatments } = reference.vocabularies;

describe("scores and bands", () => {
  test("every cell of the 5x5 has the band of the reference list", () => {
    for (const cell of riskBands.matrix.flat()) {
      expect(bandOf(cell.likelihood * cell.consequence), `${cell.likelihood}x${cell.consequence}`).toBe(cell.band);
    }
    expect(riskBands.values.map((one) => [one.id, one.min, one.max])).toEqual(
      Object.entries(bandWords).map(([band, { from, to }]) => [band, from, to]),
    );
  });

  test("only fourteen scores exist", () => {
    const all = new Set(levels.flatMap((l) => levels.map((c) => l * c)));
    expect([...all].sort((a, b) => a - b)).toEqual([...possibleScores]);
    expect(riskBands.possibleScores).toEqual([...possibleScores]);
  });

  test("target at most current, current at most initial", () => {
    expect(scoresInOrder({ target: 6, current: 12, initial: 16 })).toBe(true);
    expect(scoresInOrder({ target: 12, current: 12, initial: 12 })).toBe(true);
    expect(scoresInOrder({ target: 13, current: 12, initial: 16 })).toBe(false);
    expect(scoresInOrder({ target: 6, current: 20, initial: 16 })).toBe(false);
  });

  test("likelihood is a chance within 12 months; how often is said of events that recur", () => {
    expect(likelihoodSentence(4, false)).toBe("Likely: between 1 chance in 10 and 1 in 2 within 12 months");
    expect(likelihoodSentence(4, true)).toBe("Likely: at least once a week");
  });

  test("the word lists are the reference lists", async () => {
    const { categoryWords, treatmentWords } = await import("#lib/risks/risk.ts");
    expect(categoryWords).toEqual(Object.fromEntries(riskCategories.values.map((one) => [one.id, one.label])));
    expect(Object.entries(treatmentWords).map(([id, { label }]) => [id, label])).toEqual(
      riskTreatments.values.map((one) => [one.id, one.label]),
    );
  });
});

describe("movement", () => {
  const now = new Date("2026-11-24T09:12:00Z");
  const history = (...steps: [string, number][]): ScoredAt[] =>
    steps.map(([at, score]) => ({ at: new Date(`${at}T10:00:00Z`), score }));

  test.each([
    ["one score", history(["2026-01-01", 12]), "steady", undefined],
    ["a change before the last six months", history(["2026-01-01", 20], ["2026-03-12", 16]), "steady", undefined],
    ["the same score again", history(["2026-01-01", 12], ["2026-10-01", 12]), "steady", undefined],
    ["a fall", history(["2026-01-01", 16], ["2026-09-10", 12]), "falling", "2026-09-10"],
    ["a rise", history(["2025-12-04", 12], ["2026-08-19", 16]), "rising", "2026-08-19"],
    ["two falls", history(["2026-01-01", 16], ["2026-07-01", 12], ["2026-09-01", 8]), "falling", "2026-07-01"],
    ["a rise, then a fall", history(["2026-01-01", 8], ["2026-07-01", 12], ["2026-09-01", 9]), "falling", "2026-09-01"],
    ["none", [], "steady", undefined],
  ] as const)("%s", (_, steps, direction, since) => {
    const moved = movementOf(steps, now);
    expect([moved.direction, moved.since?.toISOString().slice(0, 10)]).toEqual([direction, since]);
  });

  test("the year is told month by month, and nothing is made up before the first score", () => {
    const steps = [...history(["2026-09-10", 16]), { at: new Date("2026-09-30T23:30:00Z"), score: 12 }];
    const months = scoreByMonth(steps, now);
    expect(months.map((one) => one.month).slice(0, 2)).toEqual(["2025-12", "2026-01"]);
    // Half past midnight on 1 October in London: September ended at 16.
    expect(months.slice(8)).toEqual([
      { month: "2026-08", score: null },
      { month: "2026-09", score: 16 },
      { month: "2026-10", score: 12 },
      { month: "2026-11", score: 12 },
    ]);
  });
});

describe("what time does", () => {
  test.each([
    [null, "unknown"],
    ["2026-11-20", "ok"],
    ["2026-10-10", "ok"],
    ["2026-10-08", "warn"],
    ["2026-08-26", "warn"],
    ["2026-08-25", "bad"],
  ] as const)("a proof of %s is %s", (provedOn, state) => {
    expect(proofState(provedOn, "2026-11-24")).toBe(state);
  });

  test("an acceptance holds for its score and to the end of its last day", () => {
    const signed = { score: 9, expiresOn: "2026-12-01" };
    const tolerated = { state: "tolerated", score: 9 } as const;
    expect(acceptanceStanding(tolerated, signed, "2026-12-01")).toBe("holds");
    expect(acceptanceStanding(tolerated, signed, "2026-12-02")).toBe("ran-out");
    expect(acceptanceStanding({ ...tolerated, score: 12 }, signed, "2026-11-01")).toBe("score-moved");
    expect(acceptanceStanding({ ...tolerated, score: 6 }, signed, "2026-11-01")).toBe("score-moved");
    expect(acceptanceStanding({ state: "open", score: 9 }, signed, "2026-11-01")).toBe("none");
    expect(acceptanceStanding(tolerated, undefined, "2026-11-01")).toBe("none");
  });

  test("a risk whose acceptance no longer holds stands open", () => {
    expect(standingState("tolerated", "holds")).toBe("tolerated");
    expect(standingState("tolerated", "ran-out")).toBe("open");
    expect(standingState("tolerated", "score-moved")).toBe("open");
    expect(standingState("closed", "none")).toBe("closed");
  });

  test("months end where the month ends", () => {
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  });

  test("extreme risks are accepted for three months at most, others for twelve", () => {
    expect([3, 6, 12, 15, 25].map(longestAcceptance)).toEqual([12, 12, 12, 3, 3]);
  });
});

describe("appetite", () => {
  const all = {
    category: "all",
    maximum: 9,
    decidedOn: "2026-04-23",
    decisionReference: "MTG-2026-004 decision 4.1",
  } as const;
  const own = {
    category: "cyber-attack",
    maximum: 15,
    decidedOn: "2026-05-01",
    decisionReference: "Minute 44",
  } as const;

  test("a category's own limit wins over the one for all; without any it is 12", () => {
    expect(appetiteFor([all, own], "cyber-attack")).toBe(15);
    expect(appetiteFor([all, own], "telephony")).toBe(9);
    expect(appetiteFor([own], "telephony")).toBe(12);
    expect(appetiteFor([], "telephony")).toBe(12);
  });

  test("the register's sentence names the decision that set the limit which it states", () => {
    const counts = { open: 9, above: 2, aboveOverdue: 0 };
    expect(headline(counts, [all])).toBe(
      "9 open risks. Two sit above the board's appetite of 9 (MTG-2026-004 decision 4.1, 23 April 2026).",
    );
    expect(headline(counts, [])).toBe(
      "9 open risks. Two sit above 12, which is used until the board sets its appetite.",
    );
    expect(headline(counts, [all, own])).toBe("9 open risks. Two sit above the board's appetite.");
  });
});
