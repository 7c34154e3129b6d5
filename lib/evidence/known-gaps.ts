import { daysOverdue, evidenceMissing } from "#lib/action-items/action-item.ts";
import { formatDate } from "#lib/dates.ts";
import type { DisruptionState } from "#lib/disruptions/disruption.ts";
import { requiredSignOffs, type Slot, slotWords } from "#lib/disruptions/review.ts";
import { type Framework, keyQuestions, keyQuestionWords } from "#lib/frameworks/framework.ts";
import { type Standing as CopyStanding, standing } from "#lib/materials/material.ts";
import { type Appetite, appetiteFor } from "#lib/risks/risk.ts";
import { counted, listed } from "#lib/words.ts";
import type { ActionFact, CopyFact, DisruptionFact, RiskFact } from "./gap-facts.ts";
import { gap, type KnownGap, manager, named, type Place, quality } from "./known-gap.ts";

const copyGaps: Partial<Record<CopyStanding, { says: string; closes: string }>> = {
  missing: { says: "missing", closes: "Printing them and putting them back in their place" },
  "out-of-date": { says: "out of date", closes: "Printing them with today's content, and a check at their place" },
  "no-date-stamp": { says: "without a date stamp", closes: "Recording the dates that they carry" },
  "not-known": { says: "not known to be there and current", closes: "A check of each at its place" },
};

/** Copies of contingency materials that are not in date, together by service and by what is wrong. */
export function materialGaps(copies: readonly CopyFact[], place: Place, now: Date): KnownGap[] {
  return [...place.services].flatMap(([id, name]) => {
    const own = copies
      .filter((copy) => copy.serviceIds.includes(id))
      .map((copy) => ({ ...copy, standing: standing(copy, now) }))
      .filter((copy) => copy.standing !== "ended");
    if (own.length === 0)
      return [
        gap("materials", `${name}: no contingency material is recorded`, "Recording the copies that it keeps", manager),
      ];
    return Object.entries(copyGaps).flatMap(([kind, { says, closes }]) => {
      const wrong = own.filter((copy) => copy.standing === kind);
      if (wrong.length === 0) return [];
      const references = wrong.map((copy) => place.references.get(copy.id) ?? "").sort();
      const what = `${name}: ${wrong.length} of ${counted(own.length, "copy", "copies")} ${wrong.length === 1 ? "is" : "are"} ${says} (${listed(references)})`;
      return [
        gap("materials", what, closes, manager, { recordId: wrong.length === 1 ? (wrong[0]?.id ?? null) : null }),
      ];
    });
  });
}

const reviewing: readonly DisruptionState[] = ["service-restored", "reconciling", "under-review", "awaiting-approval"];

/** Disruptions that are not closed: still open, or with a review that nobody has signed in full. */
export function disruptionGaps(disruptions: readonly DisruptionFact[], place: Place): KnownGap[] {
  return disruptions
    .filter((one) => one.state !== "closed")
    .map((one) => {
      const signers = missingSignatures(one, place);
      const role = signers.length > 0 ? listed(signers) : manager;
      const name = named(one, place);
      const more = { recordId: one.id };
      if (one.state === "awaiting-approval")
        return gap("disruptions", `${name}: its review awaits sign-off`, "The signatures that are missing", role, more);
      if (reviewing.some((state) => state === one.state))
        return gap("disruptions", `${name}: its review is not finished`, "The review, finished and signed", role, more);
      return gap(
        "disruptions",
        `${name}: still open`,
        "Systems back, paper checked, and the review signed",
        role,
        more,
      );
    });
}

/** Whose signature a review still waits for: a role that nobody holds asks for nothing, and where all have signed a second person does. */
function missingSignatures({ severity, signing }: DisruptionFact, { services }: Place): string[] {
  const { unsigned = [] } = signing ?? {};
  const signed = signing?.signed.filter((slot) => slot !== "registered-manager" || unsigned.length === 0);
  const words = (slot: Slot) =>
    slot === "registered-manager" && unsigned.length > 0
      ? unsigned.map((id) => [slotWords[slot], services.get(id)].filter(Boolean).join(", "))
      : [slotWords[slot]];
  const required = requiredSignOffs(severity ?? 2, signing?.namesSystem ?? false);
  const asked = required.filter((slot) => !signing || signing.held.includes(slot) || signing.signed.includes(slot));
  const missing = (asked.length > 0 ? asked : required).filter((slot) => !signed?.includes(slot));
  return missing.length > 0 || required.length === 0 ? missing.flatMap(words) : [slotWords["second-person"]];
}

/** What the provider has set out to change and has not finished, and what it has not shown to work. */
export function actionGaps(actions: readonly ActionFact[], place: Place, today: string): KnownGap[] {
  return actions.flatMap((action) => {
    const name = named(action, place);
    const more = { recordId: action.id, due: action.dueOn };
    const owner = "The action's owner";
    const finish = "Finishing it, and a second look by another person";
    switch (action.state) {
      case "open":
      case "in-progress":
      case "blocked":
        return [
          gap(
            "action-items",
            daysOverdue(action, today) > 0 ? `${name}: overdue` : `${name}: not finished yet`,
            finish,
            owner,
            more,
          ),
        ];
      case "completed":
        return [gap("action-items", `${name}: not verified yet`, "A second look by another person", manager, more)];
      case "not-effective":
        return [
          gap(
            "action-items",
            `${name}: did not work when it was checked`,
            "Another change, and a new check",
            owner,
            more,
          ),
        ];
      case "verified":
        return [
          ...(action.effectDueOn && action.effectDueOn < today
            ? [
                gap("action-items", `${name}: nobody has checked yet whether it worked`, "The effect check", manager, {
                  ...more,
                  due: action.effectDueOn,
                }),
              ]
            : []),
          ...(evidenceMissing(action)
            ? [
                gap("action-items", `${name}: found done on words alone`, "A file or a record that shows it", owner, {
                  recordId: action.id,
                }),
              ]
            : []),
        ];
      default:
        return [];
    }
  });
}

/**
 * Open risks without a score, those above the board's limit without an acceptance in force, those whose review is late, and those never shown.
 * `ended` is the last day of a period that is over: what is known of scores, proofs and acceptances is known of that day.
 */
export function riskGaps(
  risks: readonly RiskFact[],
  appetites: readonly Appetite[],
  place: Place,
  today: string,
  ended?: string,
): KnownGap[] {
  const on = ended ? ` on ${formatDate(ended)}` : "";
  return risks
    .filter((risk) => risk.state === "open" || risk.state === "tolerated")
    .flatMap((risk) => {
      const name = named(risk, place);
      const more = { recordId: risk.id };
      const limit = appetiteFor(appetites, risk.category);
      const day = ended ?? today;
      const above = risk.score !== null && risk.score > limit;
      const accepted = risk.accepted?.score === risk.score && risk.accepted.expiresOn >= day;
      return [
        ...(risk.score === null
          ? [gap("risks", `${name}: not scored yet${on}`, "A score, with its reason", manager, more)]
          : []),
        ...(above && !accepted
          ? [
              gap(
                "risks",
                `${name}: its score of ${risk.score}${on} is above the board's limit of ${limit}, and nobody ${ended ? "had" : "has"} accepted it`,
                "A lower score that is shown, or an acceptance",
                "Nominated individual",
                more,
              ),
            ]
          : []),
        ...(risk.accepted && !accepted && !above
          ? [
              gap(
                "risks",
                risk.accepted.expiresOn < day
                  ? `${name}: its acceptance ended on ${formatDate(risk.accepted.expiresOn)}, so it stands open`
                  : `${name}: it was accepted at ${risk.accepted.score} and its score has moved, so it stands open`,
                "A new acceptance, or a lower score that is shown",
                manager,
                more,
              ),
            ]
          : []),
        ...(risk.nextReviewOn !== null && risk.nextReviewOn < today
          ? [gap("risks", `${name}: its review is overdue`, "Its review", manager, { ...more, due: risk.nextReviewOn })]
          : []),
        ...(risk.provedOn === null
          ? [
              gap(
                "risks",
                ended
                  ? `${name}: no control had been shown to work by ${formatDate(ended)}`
                  : `${name}: no control was ever shown to work`,
                "A test or a check of its controls",
                manager,
                more,
              ),
            ]
          : []),
      ];
    });
}

/**
 * Quality statements to which digital resilience is closest and no record is linked, together by key question.
 * `whole` where the reader is given every room whose records may be linked: else only what is shown is spoken of.
 */
export function statementGaps(framework: Framework, held: ReadonlySet<string>, whole = true): KnownGap[] {
  return keyQuestions.flatMap((question) => {
    const none = framework.statements.filter((one) => one.closest && one.keyQuestion === question && !held.has(one.id));
    if (none.length === 0) return [];
    return [
      gap(
        "frameworks",
        `${keyQuestionWords[question]}: ${whole ? "no digital resilience evidence" : "nothing of the sections given here"} is linked to ${listed(none.map((one) => one.name))}`,
        whole
          ? "A record that shows it, linked to the statement"
          : "A record that shows it, or the sections that are not given",
        quality,
      ),
    ];
  });
}
