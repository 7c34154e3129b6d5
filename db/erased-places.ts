import type postgres from "postgres";

/** Where words that were erased still stand: rows of a table, or the files of a bundle. */
export type Place = { table: string; rows: number } | { bundle: string; state: string; folder: string };

const told = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?)$/;

/** The words that people wrote in an entry: its texts of more than one word, or of sixteen letters and more. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      const words = value.trim();
      if (!told.test(words) && (words.includes(" ") || words.length > 15)) found.add(words);
    } else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) look(part);
  };
  for (const text of texts) if (text !== null) look(JSON.parse(text));
  return [...found];
}

/** As the words stand in JSON, and in JSON that is kept as a text. */
function spelled(words: readonly string[]): string[] {
  const inside = (text: string) => JSON.stringify(text).slice(1, -1);
  return [...new Set(words.flatMap((one) => [inside(one), inside(inside(one))]))];
}

/** Everything of the organisation that still says one of these words, table by table, and the bundles whose files do. */
export async function placesOf(
  tx: postgres.TransactionSql,
  organisation: string,
  words: readonly string[],
): Promise<Place[]> {
  if (words.length === 0) return [];
  const sought = spelled(words);
  const tables = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  const places: Place[] = [];
  for (const { name } of tables) {
    const [row] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(name)} x
      where x.organisation_id = ${organisation}
        and exists (select from unnest(${sought}::text[]) w where strpos(to_jsonb(x)::text, w) > 0)`;
    if (row && row.rows > 0) places.push({ table: name, rows: row.rows });
  }
  const bundles = await tx<{ id: string; reference: string; state: string }[]>`
    select b.id, b.reference, b.state from bundles b where b.organisation_id = ${organisation} and exists (
      select from bundle_texts t, unnest(${[...words]}::text[]) w
      where t.organisation_id = b.organisation_id and t.bundle_id = b.id and strpos(t.words, w) > 0) order by b.reference`;
  return [
    ...places,
    ...bundles.map(({ id, reference, state }) => ({ bundle: reference, state, folder: `${organisation}/${id}` })),
  ];
}

export function placeSays(place: Place): string {
  if ("bundle" in place)
    return `the files of ${place.bundle} (${place.state}), in ${place.folder} of the folder of bundles`;
  return `${place.table}, ${place.rows} ${place.rows === 1 ? "row" : "rows"}`;
}
