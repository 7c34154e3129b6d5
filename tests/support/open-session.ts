import { authAs } from "#db/client.ts";
import { type OpenedBy, openSessionIn, type Proof } from "#lib/access/standing.ts";

/** A session without a sign-in, opened by the account's password unless the test says by which. */
export function openSession(
  accountId: string,
  proof?: Proof,
  by: OpenedBy = { account: true, organisations: [] },
): Promise<string> {
  return authAs((tx) => openSessionIn(tx, accountId, by, proof));
}
