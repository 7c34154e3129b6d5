/** Every reason for which a command of Holdfast does not start or does nothing: one sentence and one exit code each. README.md repeats this table. */
export const refusals = {
  "node-unsupported": {
    code: 10,
    says: "Holdfast needs Node 22.18 or later and this is {version}; run it through npm, which uses the pinned Node.",
  },
  "port-in-use": {
    code: 11,
    says: "Port {port} is already in use; stop the other program or choose another port with PORT=.",
  },
  "already-running": {
    code: 12,
    says: "Another Holdfast (process {pid}) is using the data folder {folder}; stop it or choose another with HOLDFAST_DATA=.",
  },
  "leftover-server": {
    code: 13,
    says: "A database server from an earlier run (process {pid}) still uses {folder} and could not be stopped; stop it and try again.",
  },
  "folder-unreachable": {
    code: 14,
    says: "The database user {user} cannot use {folder}; open it to that user or choose another data folder with HOLDFAST_DATA=.",
  },
  "disk-full": {
    code: 15,
    says: "Only {free} MB are free where {folder} is kept and Holdfast needs at least {needed} MB.",
  },
  "database-unreachable": {
    code: 16,
    says: "The database at {host} does not answer ({reason}); check that it runs and that its URL is right.",
  },
  "database-too-old": {
    code: 17,
    says: "The database server is PostgreSQL {version} and Holdfast needs 15 or later.",
  },
  "database-failed": {
    code: 18,
    says: "The database server did not start: {reason}.",
  },
  "build-failed": {
    code: 19,
    says: "The portal could not be built; the lines above say why.",
  },
  "setting-missing": {
    code: 20,
    says: "{name} is not set and this process cannot run without it.",
  },
  "setting-wrong": {
    code: 27,
    says: "{name} must be {rule}.",
  },
  "setting-default": {
    code: 21,
    says: "{name} holds a sample, short or repeated value; set a random secret of its own.",
  },
  "setting-forbidden": {
    code: 22,
    says: "{name} must not be set here, because {reason}.",
  },
  "sample-present": {
    code: 23,
    says: "The database holds {count} sample organisation(s); npm start serves only real ones, use an empty database.",
  },
  "unsafe-server": {
    code: 24,
    says: "The database server runs with {setting} off, so a saved record could be lost; turn it on.",
  },
  "unsafe-role": {
    code: 25,
    says: "The database role {role} {reason}, so row security would not hold; use the role that npm run migrate made.",
  },
  "build-missing": {
    code: 26,
    says: "The portal has not been built from these sources; run npm run build first.",
  },
  "not-migrated": {
    code: 28,
    says: "The database has not been brought up to date; run npm run migrate first.",
  },
  "migration-failed": {
    code: 29,
    says: "The database could not be brought up to date: {reason}",
  },
  "organisation-known": {
    code: 30,
    says: "An organisation named {name} is open already, so nothing was made; choose a name that tells them apart.",
  },
  "sample-unfinished": {
    code: 31,
    says: "The sample organisations were not written to their end, so the database holds a part of them; start again with an empty database and without {folder}.",
  },
  "child-ended": {
    code: 1,
    says: "The {part} process ended unexpectedly ({reason}), so everything was stopped.",
  },
} as const;

export type RefusalId = keyof typeof refusals;

type Slots<Says extends string> = Says extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
export type Values<Id extends RefusalId> = Record<Slots<(typeof refusals)[Id]["says"]>, string | number>;

export class StartRefusal extends Error {
  readonly id: RefusalId;
  readonly code: number;

  constructor(id: RefusalId, sentence: string) {
    super(sentence);
    this.name = "StartRefusal";
    this.id = id;
    this.code = refusals[id].code;
  }
}

export function refuse<Id extends RefusalId>(id: Id, values: Values<Id>): StartRefusal {
  const given: Record<string, string | number> = values;
  return new StartRefusal(
    id,
    refusals[id].says.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name])),
  );
}

/** Ends the process with the refusal's sentence and code; anything else is a fault and keeps its stack. */
export function leaveWith(error: unknown): never {
  if (error instanceof StartRefusal) {
    console.error(error.message);
    process.exit(error.code);
  }
  console.error(error);
  process.exit(1);
}
