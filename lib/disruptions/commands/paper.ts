import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { paperRecords } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { ByVersion, CheckPaper, CountPaper } from "../inputs.ts";
import { findSigners } from "../queries/facts.ts";
import { listPapers } from "../queries/review.ts";
import { mayOn, rowOf, settle, stale } from "./ground.ts";

export function countPaper(actor: Actor, input: CountPaper) {
  return changeAs(actor, "disruption.count-paper", (tx) => countPaperIn(tx, actor, input));
}

/** Counts one kind of paper record: how many were written, came back and are in the system. */
export async function countPaperIn(tx: Tx, actor: Actor, input: CountPaper) {
  const disruption = await mayOn(tx, actor, "paper", input.id);
  const { written, returned, entered } = input;
  const mine = { enteredBy: actor.personId, enteredRole: actor.role, enteredAt: tx.now };
  const known = (await listPapers(tx, actor, disruption.id)).find((row) => row.kind === input.kind);
  if (!known) {
    await tx
      .insert(paperRecords)
      .values({ ...rowOf(actor, disruption), kind: input.kind, written, returned, entered, ...mine });
  } else {
    const less = figures.find((figure) => input[figure] < known[figure]);
    if (disruption.state === "awaiting-approval" && less) throw beingSigned(less);
    if (known.checked > entered)
      throw new Refusal("conflict", `${known.checked} are checked already, so no fewer can be entered.`, {
        field: "entered",
      });
    if (
      known.checkedBy &&
      !known.checkedAlone &&
      (known.checkedBy === actor.personId || known.checkedRole === actor.role)
    )
      throw new Refusal("forbidden", "Your role checked these, so another role enters the rest.");
    mustHave(
      await tx
        .update(paperRecords)
        .set({ written, returned, entered, ...mine, version: sql`${paperRecords.version} + 1` })
        .where(own(paperRecords, actor, eq(paperRecords.id, known.id)))
        .returning({ id: paperRecords.id }),
    );
  }
  await settle(tx, actor, disruption, paperUsed(tx, actor, disruption.paper));
}

const figures = ["written", "returned", "entered"] as const;

/** What is still open can be counted and checked while its review is being signed; what the signers have read stays. */
function beingSigned(field: string): Refusal {
  const says = "Its review is being signed with these counts. Return the review, then change them.";
  return new Refusal("conflict", says, { field });
}

function paperUsed(tx: Tx, actor: Actor, now: string) {
  return now === "used" ? {} : { paper: "used", paperRole: actor.role, paperSaidAt: tx.now };
}

export function checkPaper(actor: Actor, input: CheckPaper) {
  return changeAs(actor, "disruption.check-paper", (tx) => checkPaperIn(tx, actor, input));
}

/** The second check: another person in another role, or marked that there is no second person. */
export async function checkPaperIn(tx: Tx, actor: Actor, input: CheckPaper) {
  const disruption = await mayOn(tx, actor, "paper", input.id);
  const row = (await listPapers(tx, actor, disruption.id)).find((one) => one.id === input.paperId);
  if (!row) throw new Refusal("not-found", "That kind of record is not counted.");
  if (row.version !== input.version) {
    const { checked, discrepancies, version } = row;
    throw stale({ checked: String(checked), discrepancies: String(discrepancies), version: String(version) });
  }
  const whole = row.checked >= row.written;
  if (disruption.state === "awaiting-approval" && (whole || input.checked < row.checked)) throw beingSigned("checked");
  if (input.checked > row.entered)
    throw new Refusal("conflict", `Only ${row.entered} are entered, so no more can be checked.`, { field: "checked" });
  const same = row.enteredBy === actor.personId || row.enteredRole === actor.role;
  const { alone } = await findSigners(tx, actor, disruption);
  if (same && !alone)
    throw new Refusal("forbidden", "Your role entered these, so another role checks them.", { field: "checked" });
  mustHave(
    await tx
      .update(paperRecords)
      .set({
        checked: input.checked,
        discrepancies: input.discrepancies,
        checkedBy: actor.personId,
        checkedRole: actor.role,
        checkedAt: tx.now,
        checkedAlone: same,
        version: sql`${paperRecords.version} + 1`,
      })
      .where(own(paperRecords, actor, eq(paperRecords.id, row.id)))
      .returning({ id: paperRecords.id }),
  );
  await settle(tx, actor, disruption);
}

export function stateNoPaper(actor: Actor, input: ByVersion) {
  return changeAs(actor, "disruption.no-paper", (tx) => stateNoPaperIn(tx, actor, input));
}

/** One fact in place of counts: no paper records were made. A time that is known goes with a reason, where times change. */
export async function stateNoPaperIn(tx: Tx, actor: Actor, input: ByVersion) {
  const disruption = await mayOn(tx, actor, "paper", input.id);
  if ((await listPapers(tx, actor, disruption.id)).length > 0)
    throw new Refusal("conflict", "Paper records are counted already, so some were used.");
  if (disruption.onPaperAt)
    throw new Refusal("conflict", "When work went on to paper is recorded. Change that time first.");
  const change = { paper: "not-used", paperRole: actor.role, paperSaidAt: tx.now };
  await settle(tx, actor, disruption, change, input.version);
}
