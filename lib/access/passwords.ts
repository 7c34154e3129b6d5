import { hash, verify } from "@node-rs/argon2";
import { commonPasswords } from "./common-passwords.ts";

// OWASP's current floor for argon2id; two at a time so that sign-ins cannot starve the pages.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const decoy = hash("no account has this password", cost);
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/** The same work whether or not the account exists or has a password. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await decoy);
  const right = await inTurn(() => verify(against, password.slice(0, 512)));
  return right && stored != null;
}

/** Why a password cannot be used, or undefined. Length and common words only: no composition rules. */
export function passwordProblem(password: string, about: readonly string[] = []): string | undefined {
  if (password.length < 12) return "Use 12 characters or more. Three words you can remember work well.";
  if (password.length > 256) return "Use 256 characters or fewer.";
  const plain = password.toLowerCase();
  const bare = plain.replace(/[^a-z]/g, "");
  if (commonPasswords.has(plain) || commonPasswords.has(bare)) return "That password is too common. Choose another.";
  const names = [...about, "holdfast"].map((word) => word.toLowerCase().replace(/[^a-z]/g, ""));
  if (names.some((name) => name.length > 3 && bare.includes(name) && bare.replaceAll(name, "").length < 4)) {
    return "That password is mostly a name people would guess. Choose another.";
  }
  if (new Set(plain).size < 5) return "That password repeats too few characters. Choose another.";
  return undefined;
}
