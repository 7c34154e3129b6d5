import { createServer } from "node:net";
import { refuse } from "#lib/run/refusals.ts";

function tryPort(port: number, host: string): Promise<{ free: boolean; port: number }> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const taken = "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
      done({ free: !taken, port });
    });
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      const got = typeof address === "object" && address ? address.port : port;
      probe.close(() => done({ free: true, port: got }));
    });
  });
}

export async function freePort(): Promise<number> {
  return (await tryPort(0, "127.0.0.1")).port;
}

export async function mustBeFree(port: number): Promise<void> {
  for (const host of ["127.0.0.1", "::1"]) {
    if (!(await tryPort(port, host)).free) throw refuse("port-in-use", { port });
  }
}
