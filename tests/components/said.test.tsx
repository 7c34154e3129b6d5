import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { SaidHere } from "#components/shell/said-here.tsx";
import { leaveSaying, whatWasSaid } from "#lib/forms/said.ts";

const kept = vi.hoisted(() => new Map<string, { value: string }>());
vi.mock("next/navigation", () => ({ usePathname: () => "/here" }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => kept.get(name),
    set: (name: string, value: string) => kept.set(name, { value }),
  }),
}));
vi.mock("#lib/access/leave.ts", () => ({ leave: () => undefined }));

test("what an action did is said as done, and as a warning where it asks for more", async () => {
  const shown = async () => {
    const said = await whatWasSaid();
    return said ? renderToStaticMarkup(<SaidHere {...said} />) : "";
  };
  await leaveSaying("/here?item=1", "The minute is saved.");
  expect(await shown()).toMatch(/class="note ok".*The minute is saved\./);
  await leaveSaying("/here#write", "Both texts are kept: choose what stays.", "warn");
  expect(await shown()).toMatch(/class="note warn".*Both texts are kept: choose what stays\./);
  kept.set("said", { value: JSON.stringify({ id: "one", path: "/here", words: "Saved before the release." }) });
  expect(await shown()).toMatch(/class="note ok".*Saved before the release\./);
});
