import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Secrets = z.object({
  superuser: z.string().min(32),
  owner: z.string().min(32),
  app: z.string().min(32),
  outside: z.string().min(32),
  auth: z.string().min(32),
  worker: z.string().min(32),
  authSecret: z.string().min(32),
  contextKey: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Secrets = z.infer<typeof Secrets>;

/** Made on the first start and the same ever after; readable by the user who runs Holdfast alone. */
export function openSecrets(folder: string): Secrets {
  const path = join(folder, "secrets.json");
  if (!existsSync(path)) {
    const word = () => randomBytes(24).toString("hex");
    const made: Secrets = {
      superuser: word(),
      owner: word(),
      app: word(),
      outside: word(),
      auth: word(),
      worker: word(),
      authSecret: word(),
      contextKey: randomBytes(32).toString("hex"),
    };
    writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  }
  chmodSync(path, 0o600);
  return Secrets.parse(JSON.parse(readFileSync(path, "utf8")));
}

/** The folder of the organisations' Ed25519 keys, in PKCS #8; only the worker is told where it is. */
export function openSigningKeys(folder: string): string {
  const path = join(folder, "signing-keys");
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  return path;
}
