import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { findRecord } from "#lib/records/queries.ts";
import type { RecordKind } from "#lib/records/record.ts";
import { type Step, type Thread, threadOf } from "../thread.ts";
import { disruptionNodes, findingsOf } from "./disruptions.ts";
import { statementsOf } from "./evidence.ts";
import { linksAround } from "./links.ts";
import { actionNodes, materialNodes, systemNodes } from "./records.ts";
import { changeEdges, controlsOf, proofEdges, riskNodes } from "./risks.ts";
import { testFindingsOf, testNodes } from "./tests.ts";

/** The steps that a role may read: each belongs to a room, and a thread opens no door that a room keeps shut. */
export function visibleSteps(actor: Actor): Step[] {
  const rooms: [Step, boolean][] = [
    ["risk", can(actor, "risks", "read")],
    ["disruption", can(actor, "disruptions", "read")],
    ["finding", can(actor, "disruptions", "read-review")],
    ["action", can(actor, "action-items", "read")],
    ["control", can(actor, "risks", "read")],
    ["test", can(actor, "resilience-tests", "read")],
    ["evidence", can(actor, "frameworks", "read")],
  ];
  return rooms.filter(([, open]) => open).map(([step]) => step);
}

/** The thread of one record as this reader may see it; undefined where the record is not there for them. */
export async function findThread(tx: Tx, actor: Actor, id: string): Promise<Thread | undefined> {
  const start = await findRecord(tx, actor, id);
  if (!start || !mayStart(actor, start.kind)) return undefined;
  const { ends, edges, provedAtRisk } = await linksAround(tx, actor, start);
  const of = (kind: RecordKind) => [...ends].filter(([, one]) => one === kind).map(([end]) => end);
  const visible = visibleSteps(actor);
  const risks = visible.includes("risk") ? of("risk") : [];
  const controls = await controlsOf(tx, actor, risks);
  const proved = proofEdges(controls.proofs, (end) => ends.get(end) === "resilience-test");
  const disruptions = await disruptionNodes(tx, actor, of("disruption"));
  const findings = await findingsOf(tx, actor, visible.includes("finding") ? disruptions : []);
  const actions = await actionNodes(tx, actor, of("action-item"));
  const changed = changeEdges(provedAtRisk, actions, controls);
  const tests = visible.includes("test") ? await testNodes(tx, actor, of("resilience-test")) : [];
  const found = await testFindingsOf(tx, actor, visible.includes("finding") ? tests : []);
  const nodes = [
    ...disruptions,
    ...findings.nodes,
    ...tests,
    ...found.nodes,
    ...(await riskNodes(tx, actor, risks)),
    ...actions,
    ...(await materialNodes(tx, actor, of("material"))),
    ...(await systemNodes(tx, actor, start.kind === "system" ? [id] : [])),
    ...controls.nodes,
  ];
  const shownRecords = nodes.map((node) => node.id).filter((end) => ends.has(end));
  const statements = visible.includes("evidence")
    ? await statementsOf(tx, actor, shownRecords)
    : { nodes: [], edges: [] };
  const all = [
    ...edges,
    ...findings.edges,
    ...found.edges,
    ...controls.edges,
    ...proved,
    ...changed,
    ...statements.edges,
  ];
  return threadOf({ startId: id, nodes: [...nodes, ...statements.nodes], edges: all, visible });
}

const rooms: Partial<Record<RecordKind, (actor: Actor) => boolean>> = {
  risk: (actor) => can(actor, "risks", "read"),
  disruption: (actor) => can(actor, "disruptions", "read"),
  "action-item": (actor) => can(actor, "action-items", "read"),
  "resilience-test": (actor) => can(actor, "resilience-tests", "read"),
  system: (actor) => can(actor, "systems", "read"),
  material: (actor) => can(actor, "materials", "read"),
};

function mayStart(actor: Actor, kind: RecordKind): boolean {
  return rooms[kind]?.(actor) ?? false;
}
