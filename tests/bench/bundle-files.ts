import { createHash, randomFillSync, randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type postgres from "postgres";
import { storedPath } from "#lib/files/place.ts";
import type { Place } from "./risk-rows.ts";

/**
 * Files of random bytes in the folder of originals, each attached to a risk. They are written and listed without the
 * upload, which is not measured here, and without entries in the trail, of which the bundle would take a line for each.
 */
export async function attachFiles(owner: postgres.Sql, place: Place, files: number, bytes: number): Promise<string[]> {
  const paths: string[] = [];
  const content = Buffer.alloc(bytes);
  const risks = await owner<{ id: string; services: string[] }[]>`
    select id, service_ids as services from risks where organisation_id = ${place.organisationId} and state <> 'draft' order by id limit ${files}`;
  await owner.begin(async (tx) => {
    await tx`alter table attachments disable trigger user`;
    for (const [index, risk] of risks.entries()) {
      const sha256 = createHash("sha256").update(randomFillSync(content)).digest("hex");
      const path = storedPath(sha256);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      paths.push(path);
      const row = {
        organisation_id: place.organisationId,
        id: randomUUID(),
        record_id: risk.id,
        service_ids: risk.services,
      };
      const file = { name: `Scan ${index + 1}.pdf`, media_type: "application/pdf", bytes, sha256 };
      await tx`insert into attachments ${tx({ ...row, ...file, added_by: place.people[0] ?? "", added_at: new Date() })}`;
    }
    await tx`alter table attachments enable trigger user`;
  });
  return paths;
}
