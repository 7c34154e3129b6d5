import { addDays } from "#lib/dates.ts";
import { type Cadence, occurrences } from "./committee.ts";

/** How far ahead a meeting is called, and how far back one that was held may still be written down, in days. */
export const furthestDays = 800;
export const longestAgoDays = 31;

const shown = 6;

type Rhythm = { firstOn: string; cadence: Cadence };
const ahead = ({ firstOn, cadence }: Rhythm, today: string) =>
  occurrences(firstOn, cadence, addDays(today, furthestDays)).filter((day) => day >= today);

/** The next days of a committee's cadence, whether or not they are called. */
export const comingDays = (committee: Rhythm, today: string) => ahead(committee, today).slice(0, shown);

/** Those of them for which a meeting can be called. */
export const daysToCall = (committee: Rhythm, today: string, taken: readonly string[]) =>
  ahead(committee, today)
    .filter((day) => !taken.includes(day))
    .slice(0, shown);
