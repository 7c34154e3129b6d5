import type { Metadata } from "next";
import { actorFrom, membershipOf, read } from "#lib/access/gate.ts";
import { currentStanding } from "#lib/access/session.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord } from "#lib/records/queries.ts";

type Asked = { params: Promise<{ id: string }> };

/** A record's page is called by its reference first: "DIS-2026-014, review". Whom the page refuses learns none. */
export function titled(plain: string, part = "") {
  return async ({ params }: Asked): Promise<Metadata> => {
    const reference = await referenceOf((await params).id).catch(() => undefined);
    if (!reference) return { title: plain };
    return { title: part ? `${reference}, ${part}` : reference };
  };
}

async function referenceOf(id: string): Promise<string | undefined> {
  const standing = await currentStanding();
  const membership = standing && membershipOf(standing);
  if (!standing || !membership || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const actor = actorFrom(standing, membership);
  const record = await read(actor, (tx) => findRecord(tx, actor, id));
  return record && maySee(actor, record) ? record.reference : undefined;
}
