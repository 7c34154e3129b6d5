import { disruptionStory } from "./disruption-story.ts";
import { minutesStory } from "./minutes-story.ts";
import type { Teller, Told } from "./story.ts";
import { testStory } from "./test-story.ts";

const tellers: Record<string, Teller> = {
  disruptions: disruptionStory,
  "resilience-tests": testStory,
  minutes: minutesStory,
};

/** The newest records of a section in full, as many as there is room for, and the earlier ones for a table of rows. */
export function storiesOf(section: string, told: Told, room: number) {
  const teller = tellers[section];
  const register = told.registers.find(({ spec }) => spec.table === teller?.table);
  if (!teller || !register) return { told: [] };
  const from = Math.max(register.rows.length - room, 0);
  const records = register.rows.slice(from).map((record) => teller.tell(record, told));
  return from === 0
    ? { told: records }
    : { told: records, rest: { printed: teller.asRows, rows: register.rows.slice(0, from), register } };
}
