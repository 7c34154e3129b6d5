import type { Context } from "#db/context.ts";
import type { Role } from "./roles.ts";

/** A person of the organisation, in one membership. */
export type Actor = Context & {
  kind: "inside";
  role: Role;
  accountId: string;
  membershipId: string;
  name: string;
  title: string | undefined;
  organisation: string;
  sample: boolean;
  /** Texts that the author was warned about and confirmed in this request. */
  confirmed?: readonly ConfirmedText[];
};

export type ConfirmedText = { field: string; kinds: readonly string[] };

/** A named person outside, in one grant that is open now. */
export type Outsider = Context & {
  kind: "outside";
  grantId: string;
  accountId: string;
  grantKind: "inspector" | "commissioner";
  name: string;
  purpose: string;
  organisation: string;
  endsAt: Date;
  sections: readonly string[];
  /** Texts that they were warned about and confirmed in this request. */
  confirmed?: readonly ConfirmedText[];
};

export function reaches(actor: Pick<Context, "services">, serviceIds: readonly string[]): boolean {
  const { services } = actor;
  return services === "all" || serviceIds.some((id) => services.includes(id));
}

/** Every service of a record lies within the actor's scope; a record of the whole organisation needs a wide scope. */
export function covers(actor: Pick<Context, "services">, serviceIds: readonly string[]): boolean {
  const { services } = actor;
  return services === "all" || (serviceIds.length > 0 && serviceIds.every((id) => services.includes(id)));
}
