import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { Paper, PaperSection } from "#lib/meetings/paper.ts";
import { type Body, type Desk, openDesk, type PaperAsk } from "./desk.ts";
import { actionsPaper } from "./sections/actions.ts";
import { disruptionsPaper } from "./sections/disruptions.ts";
import { exercisesPaper } from "./sections/exercises.ts";
import { externalPaper } from "./sections/external.ts";
import { materialsPaper } from "./sections/materials.ts";
import { notificationsPaper } from "./sections/notifications.ts";
import { positionPaper } from "./sections/position.ts";
import { risksPaper } from "./sections/risks.ts";

export type { PaperAsk };

const written: Record<PaperSection, (desk: Desk) => Promise<Body>> = {
  position: positionPaper,
  "minutes-actions": actionsPaper,
  disruptions: disruptionsPaper,
  notifications: notificationsPaper,
  risks: risksPaper,
  exercises: exercisesPaper,
  materials: materialsPaper,
  external: externalPaper,
};

/**
 * The papers of some sections as the transaction reads them: now, or at the `moment` it looks back at. A fixed number
 * of statements each, however many services there are.
 */
export async function collectPapers(
  tx: Tx,
  actor: Context,
  ask: PaperAsk,
  sections: readonly PaperSection[],
  moment?: Date,
): Promise<Paper[]> {
  const desk = await openDesk(tx, actor, ask, moment);
  const papers: Paper[] = [];
  for (const section of new Set(sections))
    papers.push({ section, asAt: tx.now.toISOString(), ...(await written[section](desk)) });
  return papers;
}
