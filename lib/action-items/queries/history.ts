import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import {
  actionCancellations,
  actionCompletions,
  actionDueChanges,
  actionEffectChecks,
  actionProgress,
  actionVerifications,
} from "#db/schema/action-items.ts";

/** Everything that happened to one action, kind by kind, oldest first. */
export async function findHistory(tx: Tx, actor: Context, actionId: string) {
  const progress = await tx
    .select({
      id: actionProgress.id,
      at: actionProgress.at,
      personId: actionProgress.personId,
      note: actionProgress.note,
      state: actionProgress.state,
    })
    .from(actionProgress)
    .where(own(actionProgress, actor, eq(actionProgress.recordId, actionId)))
    .orderBy(asc(actionProgress.at), asc(actionProgress.id));
  const dueChanges = await tx
    .select({
      id: actionDueChanges.id,
      at: actionDueChanges.at,
      personId: actionDueChanges.personId,
      fromOn: actionDueChanges.fromOn,
      toOn: actionDueChanges.toOn,
      reason: actionDueChanges.reason,
    })
    .from(actionDueChanges)
    .where(own(actionDueChanges, actor, eq(actionDueChanges.recordId, actionId)))
    .orderBy(asc(actionDueChanges.at), asc(actionDueChanges.id));
  const completions = await tx
    .select({
      id: actionCompletions.id,
      at: actionCompletions.at,
      personId: actionCompletions.personId,
      summary: actionCompletions.summary,
      proof: actionCompletions.proof,
      attachmentId: actionCompletions.attachmentId,
      evidenceId: actionCompletions.evidenceId,
      proofNote: actionCompletions.proofNote,
    })
    .from(actionCompletions)
    .where(own(actionCompletions, actor, eq(actionCompletions.recordId, actionId)))
    .orderBy(asc(actionCompletions.at), asc(actionCompletions.id));
  const verifications = await tx
    .select({
      id: actionVerifications.id,
      at: actionVerifications.at,
      personId: actionVerifications.personId,
      outcome: actionVerifications.outcome,
      how: actionVerifications.how,
      alone: actionVerifications.alone,
    })
    .from(actionVerifications)
    .where(own(actionVerifications, actor, eq(actionVerifications.recordId, actionId)))
    .orderBy(asc(actionVerifications.at), asc(actionVerifications.id));
  const effectChecks = await tx
    .select({
      id: actionEffectChecks.id,
      at: actionEffectChecks.at,
      personId: actionEffectChecks.personId,
      result: actionEffectChecks.result,
      found: actionEffectChecks.found,
      alone: actionEffectChecks.alone,
    })
    .from(actionEffectChecks)
    .where(own(actionEffectChecks, actor, eq(actionEffectChecks.recordId, actionId)))
    .orderBy(asc(actionEffectChecks.at), asc(actionEffectChecks.id));
  const [cancellation] = await tx
    .select({
      id: actionCancellations.id,
      at: actionCancellations.at,
      personId: actionCancellations.approvedBy,
      reason: actionCancellations.reason,
      alone: actionCancellations.alone,
    })
    .from(actionCancellations)
    .where(own(actionCancellations, actor, eq(actionCancellations.recordId, actionId)))
    .orderBy(desc(actionCancellations.at));
  return { progress, dueChanges, completions, verifications, effectChecks, cancellation };
}

export type ActionHistory = Awaited<ReturnType<typeof findHistory>>;
