import { createHmac } from "node:crypto";
import { keyId } from "./provision.ts";

/** Who a transaction acts for. `services` is "all" or the ids within reach; outsiders carry their grant. */
export type Context = {
  organisationId: string;
  personId: string;
  kind: "inside" | "outside" | "worker";
  role: string;
  services: "all" | readonly string[];
  validUntil?: Date;
  grantId?: string;
  from?: Date;
  to?: Date;
  bodyId?: string;
  sections?: readonly string[];
};

const lifetime = 10 * 60_000;

/** Signs a context with HOLDFAST_CONTEXT_KEY; a token lives ten minutes and never past `validUntil`. */
export function signContext(
  context: Context,
  keyHex = process.env.HOLDFAST_CONTEXT_KEY ?? "",
  now = Date.now(),
): string {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new Error("HOLDFAST_CONTEXT_KEY must be 64 hexadecimal digits.");
  const expires = Math.min(now + lifetime, context.validUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  const body = [
    "hf1",
    keyId(keyHex),
    context.organisationId,
    context.personId,
    context.kind,
    context.role,
    context.services === "all" ? "all" : "some",
    context.services === "all" ? "" : context.services.join(","),
    (expires / 1000).toFixed(3),
    context.grantId ?? "",
    context.from?.toISOString() ?? "",
    context.to?.toISOString() ?? "",
    context.bodyId ?? "",
    (context.sections ?? []).join(","),
  ].join("~");
  if (body.split("~").length !== 14) throw new Error("A context part holds a forbidden character.");
  return `${body}~${createHmac("sha256", Buffer.from(keyHex, "hex")).update(body).digest("hex")}`;
}
