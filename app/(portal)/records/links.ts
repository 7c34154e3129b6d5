import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { nameSystem } from "#lib/disruptions/commands/impact.ts";
import { states as disruptionStates } from "#lib/disruptions/disruption.ts";
import { may as mayDisruption } from "#lib/disruptions/policy.ts";
import { maySee, type SeenRecord } from "#lib/records/policy.ts";
import type { LinkedRecord, RecordCard } from "#lib/records/queries.ts";
import { type RecordKind, recordKinds } from "#lib/records/record.ts";
import { linkTest } from "#lib/resilience-tests/commands/plan.ts";
import { may as mayTest } from "#lib/resilience-tests/policy.ts";
import { testStates } from "#lib/resilience-tests/resilience-test.ts";
import { linkRisk } from "#lib/risks/commands/link.ts";
import { may as mayRisk } from "#lib/risks/policy.ts";
import { riskStates } from "#lib/risks/risk.ts";

/** Two kinds that link, and the room that decides it: its policy, its command. */
type Rule = {
  decides: RecordKind;
  others: readonly RecordKind[];
  /** Whether the actor's role decides it at all, and whether it may for this record now. */
  can: (actor: Actor) => boolean;
  may: (actor: Actor, deciding: SeenRecord) => boolean;
  link: (actor: Actor, decidingId: string, otherId: string) => Promise<unknown>;
};

const rules: readonly Rule[] = [
  {
    decides: "risk",
    others: ["system", "disruption", "action-item", "resilience-test", "material"],
    can: (actor) => can(actor, "risks", "change"),
    may: (actor, risk) => {
      const state = riskStates.find((known) => known === risk.state);
      return state !== undefined && mayRisk(actor, "change", { ...risk, state });
    },
    link: (actor, id, toId) => linkRisk(actor, { id, toId }),
  },
  {
    decides: "resilience-test",
    others: ["system"],
    can: (actor) => can(actor, "resilience-tests", "record"),
    may: (actor, test) => {
      const state = testStates.find((known) => known === test.state);
      return state !== undefined && mayTest(actor, "link", { ...test, state });
    },
    link: (actor, id, toId) => linkTest(actor, { id, toId }),
  },
  {
    decides: "disruption",
    others: ["system"],
    can: (actor) => can(actor, "disruptions", "triage"),
    may: (actor, disruption) => {
      const state = disruptionStates.find((known) => known === disruption.state);
      return state !== undefined && mayDisruption(actor, "triage", { ...disruption, state });
    },
    link: (actor, id, systemId) => nameSystem(actor, { id, systemId }),
  },
];

export function ruleFor(one: RecordKind, other: RecordKind): Rule | undefined {
  return rules.find(
    ({ decides, others }) => (decides === one && others.includes(other)) || (decides === other && others.includes(one)),
  );
}

/** The kinds that a record of one kind can be linked to from its own page. */
export function linkableTo(kind: RecordKind): RecordKind[] {
  return recordKinds.filter((other) => ruleFor(kind, other));
}

/** Whether the actor may link these two now, by the policy of the room that decides. */
export function mayLinkTwo(actor: Actor, one: SeenRecord, other: SeenRecord): boolean {
  const rule = ruleFor(one.kind, other.kind);
  if (!rule || !maySee(actor, one) || !maySee(actor, other)) return false;
  return rule.may(actor, rule.decides === one.kind ? one : other);
}

/** Whether it is worth asking: the record's own room decides and agrees, or another's may, which the list then shows. */
export function mayLinkSome(actor: Actor, record: SeenRecord): boolean {
  return rules.some((rule) =>
    rule.decides === record.kind ? rule.may(actor, record) : rule.others.includes(record.kind) && rule.can(actor),
  );
}

/** Records that this one can be linked to and is not yet. */
export function choicesFor(
  actor: Actor,
  record: RecordCard,
  linked: readonly LinkedRecord[],
  among: readonly RecordCard[],
) {
  const known = new Set(linked.map((one) => one.id));
  return among.filter((one) => one.id !== record.id && !known.has(one.id) && mayLinkTwo(actor, record, one));
}
