import { actTitles, RiskActForm } from "#components/risks/risk-act.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listHolders } from "#lib/access/holders.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { heldAt } from "#lib/meetings/meeting.ts";
import { listBoardDecisions } from "#lib/meetings/queries/decisions.ts";
import { listRecordsToLink } from "#lib/records/queries.ts";
import { ActInAddress, ActQuery, type RiskAct } from "#lib/risks/inputs.ts";
import { anotherHolds, may, mayAccept, type RiskVerb, rolesToAccept } from "#lib/risks/policy.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import { listOwnersOfWhatStands } from "#lib/risks/queries/owners.ts";
import { findRisk, listControls } from "#lib/risks/queries/record.ts";
import { appetiteFor } from "#lib/risks/risk.ts";
import { stopped } from "#lib/words.ts";
import { titled } from "../../../records/titled.ts";
import {
  acceptRiskAction,
  addControlAction,
  closeRiskAction,
  endControlAction,
  openRiskAction,
  proveControlAction,
  reopenRiskAction,
  reviewRiskAction,
  scoreRiskAction,
  treatRiskAction,
} from "../../actions.ts";

export const generateMetadata = titled("Risk", "decide");

const acts = {
  open: { verb: "open", action: openRiskAction },
  score: { verb: "score", action: scoreRiskAction },
  treat: { verb: "treat", action: treatRiskAction },
  control: { verb: "control", action: addControlAction },
  "end-control": { verb: "control", action: endControlAction },
  prove: { verb: "prove", action: proveControlAction },
  review: { verb: "review", action: reviewRiskAction },
  accept: { verb: "accept", action: acceptRiskAction },
  close: { verb: "close", action: closeRiskAction },
  reopen: { verb: "reopen", action: reopenRiskAction },
} as const satisfies Record<RiskAct, { verb: RiskVerb; action: unknown }>;

const linkable = ["system", "disruption", "action-item", "resilience-test", "material"] as const;

export default async function RiskActPage({ params, searchParams }: PageProps<"/risks/[id]/[act]">) {
  const actor = await enter("risks");
  const asked = await params;
  const id = foundId(asked.id);
  const act = found(ActInAddress.safeParse(asked.act).data);
  const { control } = ActQuery.parse(await searchParams);
  const { verb, action } = acts[act];
  const page = await read(actor, async (tx) => {
    const risk = await findRisk(tx, actor, id);
    if (!risk || !may(actor, verb, risk)) return undefined;
    const appetite = appetiteFor(await listAppetites(tx, actor), risk.category);
    const roles = rolesToAccept(risk.score, appetite);
    const owners = act === "accept" ? await listOwnersOfWhatStands(tx, actor, id) : [];
    const holders = act === "accept" ? await listHolders(tx, actor) : [];
    return {
      risk,
      appetite,
      roles,
      controls: await listControls(tx, actor, id),
      records: act === "prove" ? await listRecordsToLink(tx, actor, linkable) : [],
      decided: act === "accept" ? await listBoardDecisions(tx, actor, id) : [],
      isOwner: owners.includes(actor.personId),
      secondPerson: anotherHolds(holders, { roles, serviceIds: risk.serviceIds, except: [actor.personId, ...owners] }),
      today: londonDay(tx.now),
    };
  });
  const { risk, appetite, roles, isOwner, secondPerson, decided, ...rest } = found(page);
  const answer = mayAccept({ role: actor.role, isOwner, score: risk.score, appetite, secondPerson });
  const named = roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ");
  return (
    <Page
      title={actTitles[act]}
      crumbs={[
        { label: "Risks", href: "/risks" },
        { label: risk.reference, href: `/risks/${id}` },
      ]}
      says={`${risk.reference} ${stopped(risk.title)} It scores ${risk.score}; the board's limit is ${appetite}.`}
    >
      <RiskActForm
        act={act}
        action={action}
        risk={risk}
        chosen={control}
        decisions={decided.map((one) => ({
          value: one.id,
          label: `${decisionReference(one.meeting, one.itemPosition, one.position)}, ${formatDate(heldAt(one))}, until ${formatDate(one.expiresOn ?? "")}`,
        }))}
        signing={{
          as: roleLabels[actor.role].toLowerCase(),
          roles: named,
          answer,
          ownsNow: risk.ownerId === actor.personId,
        }}
        {...rest}
      />
    </Page>
  );
}
