import postgres from "postgres";
import { seedDemo } from "#db/seed/demo.ts";
import type { Story } from "#db/seed/story.ts";
import { cloneDatabase, cloneTemplate, dropDatabase, inDatabase, sampleName, testServer } from "./server.ts";

/** Who is who in the sample organisations. */
export type SampleCast = Pick<Story, "people" | "services">;

/** A new database with the sample organisations in it: a run writes them once, and every other holds a copy. */
export async function cloneSample(name: string): Promise<SampleCast> {
  const { owner } = testServer();
  const sample = sampleName(owner);
  const sql = postgres(inDatabase(owner, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    const cast = await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext(${sample}))`;
      const [known] = await tx`
        select shobj_description(oid, 'pg_database') as cast from pg_database where datname = ${sample}`;
      if (known?.cast) return JSON.parse(known.cast) as SampleCast;
      const made = await makeSample(sample);
      // Said last: a sample that somebody was stopped at has none, and is made again.
      await tx.unsafe(`comment on database "${sample}" is '${JSON.stringify(made).replaceAll("'", "''")}'`);
      return made;
    });
    await cloneDatabase(sample, name);
    return cast;
  } finally {
    await sql.end();
  }
}

async function makeSample(sample: string): Promise<SampleCast> {
  const { owner } = testServer();
  await dropDatabase(owner, sample);
  await cloneTemplate(sample);
  const story = await seedDemo(inDatabase(owner, sample), { now: new Date(), log: () => undefined });
  if (!story) throw new Error("The sample organisations were there already.");
  return { people: story.people, services: story.services };
}
