import { Unavailable } from "./faults.ts";

/** Reads that one person may have under way, of a pool's ten inside and four outside; a page and its frame are two. */
export const mostAtOnce = { inside: 4, outside: 2 } as const;
export const turnPatience = 1_500;

type Line = { running: number; waiting: Set<() => void> };
const lines = new Map<string, Line>();

/** Runs when the person has a turn free; one who asks for more than that waits a little, then is told to come back. */
export async function inTurn<T>(person: string, most: number, run: () => Promise<T>): Promise<T> {
  const line = lines.get(person) ?? { running: 0, waiting: new Set() };
  lines.set(person, line);
  if (line.running < most) line.running += 1;
  else await turnOf(line);
  try {
    return await run();
  } finally {
    const [next] = line.waiting;
    if (next) next();
    else line.running -= 1;
    if (line.running === 0) lines.delete(person);
  }
}

/** Resolves when another's turn is handed over, which keeps the number running as it is. */
function turnOf(line: Line): Promise<void> {
  return new Promise((resolve, reject) => {
    const taken = () => {
      clearTimeout(timer);
      line.waiting.delete(taken);
      resolve();
    };
    const timer = setTimeout(() => {
      line.waiting.delete(taken);
      reject(new Unavailable("One person has too many reads under way."));
    }, turnPatience);
    line.waiting.add(taken);
  });
}
