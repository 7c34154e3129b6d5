import type { RecordCard } from "./queries.ts";
import { type RecordKind, recordKindWords } from "./record.ts";

const groups: Partial<Record<RecordKind, string>> = { "action-item": "Actions", material: "Materials" };

/** Records for one list, by kind: several copies of one material are told apart by their service and place. */
export function recordChoices(
  records: readonly RecordCard[],
  names: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, string> = new Map(),
) {
  return records.map(({ id, kind, reference, title, serviceIds }) => {
    const where = [...serviceIds.map((service) => names.get(service)), places.get(id)].filter(Boolean);
    const beside = kind === "material" && where.length > 0 ? `, ${where.join(", ")}` : "";
    return { value: id, label: `${reference} ${title}${beside}`, group: groups[kind] ?? `${recordKindWords[kind]}s` };
  });
}
