import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type postgres from "postgres";

const folder = new URL("./reference/", import.meta.url);

/** Loads db/reference/*.json; a list that changed becomes a new version, older versions stay. */
export async function loadReferences(sql: postgres.Sql): Promise<void> {
  for (const file of (await readdir(folder)).sort()) {
    const text = await readFile(new URL(file, folder), "utf8");
    const sha256 = createHash("sha256").update(text).digest("hex");
    const content = JSON.parse(text) as { asOf: string };
    const name = file.replace(/\.json$/, "");
    await sql`
      insert into reference_lists (name, version, as_of, sha256, content)
      select ${name}, coalesce((select max(version) from reference_lists where name = ${name}), 0) + 1, ${content.asOf}, ${sha256}, ${sql.json(content as never)}
      where not exists (select 1 from reference_lists where name = ${name} and sha256 = ${sha256})`;
  }
}
