import "server-only";
import type { Tx } from "#db/client.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";

/** Frameworks and their statements by name, a statement with its code. */
export async function statementNames(tx: Tx): Promise<Map<string, string>> {
  const { frameworks } = await currentFrameworks(tx);
  return new Map(
    frameworks.flatMap((framework) => [
      [framework.id, framework.name] as const,
      ...framework.statements.map(({ id, code, name }) => [id, `${name} (${code})`] as const),
    ]),
  );
}
