import { createHash } from "node:crypto";
import { formatDate } from "#lib/dates.ts";
import { type Message, nameKey, type ReadRow, type ServiceFacts } from "./import-file.ts";
import { type ServiceType, typesInWords } from "./organisation.ts";

/** A service as it stands here, found by its CQC location id. */
export type Standing = {
  id: string;
  name: string;
  types: readonly ServiceType[];
  cqcLocationId: string;
  odsCode: string | null;
  address: string | null;
  postcode: string | null;
  localAuthority: string | null;
  beds: number | null;
  closedOn: string | null;
  provider: { id: string; name: string; cqcProviderId: string | null } | null;
};

export type KnownProvider = { id: string; name: string; cqcProviderId: string | null };

/** One field that a row changes, in words. */
export type Change = { field: string; now: string; file: string };
export type PlannedRow = { row: number; line: number; facts: ServiceFacts };
export type Plan = {
  create: PlannedRow[];
  update: (PlannedRow & { id: string; name: string; changes: Change[] })[];
  unchanged: PlannedRow[];
  /** Legal providers that the file names and that are not here yet. */
  providers: string[];
  /** Rows that cannot be imported, and why; at most one per row is counted. */
  problems: Message[];
  badRows: number;
  notes: Message[];
};

/**
 * What an import would do, and no more. The result does not depend on the order of the rows: rows that share a CQC
 * location id are all refused unless they say exactly the same.
 */
export function planImport(
  rows: readonly ReadRow[],
  known: { services: readonly Standing[]; providers: readonly KnownProvider[]; names: ReadonlySet<string> },
): Plan {
  const plan: Plan = { create: [], update: [], unchanged: [], providers: [], problems: [], badRows: 0, notes: [] };
  const services = new Map(known.services.map((service) => [service.cqcLocationId, service]));
  const twins = clashes(rows);
  const seen = new Set<string>();
  for (const read of rows) {
    plan.notes.push(...read.notes);
    const clash = read.facts && twins.get(read.facts.cqcLocationId);
    if (!read.facts || clash) {
      plan.badRows += 1;
      plan.problems.push(...read.problems, ...(clash ? [twinMessage(read, clash)] : []));
      continue;
    }
    const { facts, row, line } = read;
    if (seen.has(facts.cqcLocationId)) {
      plan.notes.push({ row, line, column: "Whole row", reason: "It repeats another row word for word." });
      continue;
    }
    seen.add(facts.cqcLocationId);
    const service = services.get(facts.cqcLocationId);
    if (!service) {
      if (known.names.has(facts.name.toLowerCase())) plan.notes.push(sameName(read));
      plan.create.push({ row, line, facts });
      continue;
    }
    const changes = changesOf(service, facts, known.providers);
    if (changes.length > 0) plan.update.push({ row, line, facts, id: service.id, name: service.name, changes });
    else plan.unchanged.push({ row, line, facts });
  }
  plan.providers = newProviders([...plan.create, ...plan.update], known.providers);
  return plan;
}

/** The providers that these rows would open, each once: a row that names one by name or id finds the one before it. */
function newProviders(rows: readonly PlannedRow[], known: readonly KnownProvider[]): string[] {
  const here = known.map((one) => ({ ...one }));
  const mark = ({ facts }: PlannedRow) => `${facts.cqcProviderId ?? ""}\n${facts.providerName ?? ""}`;
  for (const { facts } of rows.toSorted((a, b) => (mark(a) < mark(b) ? -1 : 1))) {
    const found = providerOf(facts, here);
    const { cqcProviderId = null, providerName } = facts;
    if (found === "new") {
      const name = providerName ?? cqcProviderId ?? "";
      here.push({ id: mark({ facts, row: 0, line: 0 }), name, cqcProviderId });
    } else if (found) found.cqcProviderId ??= cqcProviderId;
  }
  return here.slice(known.length).map((one) => one.name);
}

/** Rows by location id where two rows say different things of it. */
function clashes(rows: readonly ReadRow[]): Map<string, number[]> {
  const groups = new Map<string, ReadRow[]>();
  for (const read of rows) {
    if (read.facts) groups.set(read.facts.cqcLocationId, [...(groups.get(read.facts.cqcLocationId) ?? []), read]);
  }
  const differing = [...groups].filter(([, group]) => new Set(group.map((one) => JSON.stringify(one.facts))).size > 1);
  return new Map(differing.map(([id, group]) => [id, group.map((one) => one.row)]));
}

function twinMessage({ row, line }: ReadRow, all: readonly number[]): Message {
  const others = all.filter((one) => one !== row).join(", ");
  return { row, line, column: "CQC location id", reason: `Row ${others} has the same id and says something else.` };
}

function sameName({ row, line, facts }: ReadRow): Message {
  const reason = `A service called ${facts?.name} is here without this id. It stays as it is; if it is the same, stop and give it the id first.`;
  return { row, line, column: "Name of the service", reason };
}

function changesOf(service: Standing, facts: ServiceFacts, providers: readonly KnownProvider[]): Change[] {
  const changes: Change[] = [];
  const compare = (field: string, now: string, file: string | undefined) => {
    if (file !== undefined && file !== now) changes.push({ field, now: now || "Not known", file });
  };
  compare("Name", service.name, facts.name);
  compare("Kind", typesInWords(service.types), facts.types && typesInWords(facts.types));
  compare("Address", service.address ?? "", facts.address);
  compare("Postcode", service.postcode ?? "", facts.postcode);
  compare("Local authority", service.localAuthority ?? "", facts.localAuthority);
  compare("Beds", service.beds?.toString() ?? "", facts.beds?.toString());
  compare("ODS code", service.odsCode ?? "", facts.odsCode);
  const closed = service.closedOn ? formatDate(service.closedOn, "short") : "";
  compare("Closed on", closed, facts.closedOn && formatDate(facts.closedOn, "short"));
  const wanted = providerOf(facts, providers);
  if (wanted === "new")
    changes.push({
      field: "Legal provider",
      now: service.provider?.name ?? "Not known",
      file: facts.providerName ?? facts.cqcProviderId ?? "",
    });
  else if (wanted && wanted.id !== service.provider?.id)
    changes.push({ field: "Legal provider", now: service.provider?.name ?? "Not known", file: wanted.name });
  else if (wanted && facts.cqcProviderId && wanted.cqcProviderId === null)
    changes.push({ field: "CQC provider id", now: "Not known", file: facts.cqcProviderId });
  return changes;
}

/** The provider that a row names: by CQC id; by name where the file or the provider has no id; "new"; or none named. */
export function providerOf(
  facts: ServiceFacts,
  providers: readonly KnownProvider[],
): KnownProvider | "new" | undefined {
  const { cqcProviderId, providerName } = facts;
  if (cqcProviderId === undefined && providerName === undefined) return undefined;
  const byId = cqcProviderId && providers.find((one) => one.cqcProviderId === cqcProviderId);
  if (byId) return byId;
  const named = providers
    .filter((one) => providerName !== undefined && nameKey(one.name) === nameKey(providerName))
    .filter((one) => cqcProviderId === undefined || one.cqcProviderId === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return named[0] ?? "new";
}

/** A short mark of everything the person was shown, so that what is imported is what was approved. */
export function planMark(plan: Plan): string {
  const shown = [
    plan.create.map((one) => one.facts),
    plan.update.map(({ id, changes }) => [id, changes]),
    plan.unchanged.length,
    plan.providers,
    plan.problems,
  ];
  return createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 32);
}
