import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { DeleteView, SaveView } from "#lib/registers/inputs.ts";
import { type Register, registers } from "#lib/registers/query.ts";
import { deleteView, listViews, renameView, saveView } from "#lib/registers/views.ts";
import { TrailQuery } from "#lib/trail/inputs.ts";
import { listTrail } from "#lib/trail/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let quality: Actor;
let manager: Actor;
let carer: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  quality = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
  carer = cast.actors["care-worker"];
});

const viewsOf = (actor: Actor, register: Register) => readAs(actor, (tx) => listViews(tx, actor, register));
const view = (name: string, query: string, register: Register = "systems") => ({ register, name, query });
const refused = (kind: string, field?: string) =>
  expect.objectContaining({ name: "Refusal", kind, ...(field ? { field } : {}) });

describe("a person's own views", () => {
  test("a view is kept without its place in the pages, leads back to itself, and is trailed", async () => {
    const kept = await saveView(quality, view("By tier", "view=in-use&sort=tier&page=abc"));
    expect(kept).toMatchObject({ to: "/systems?view=in-use&sort=tier" });
    expect(await viewsOf(quality, "systems")).toEqual([
      expect.objectContaining({ name: "By tier", query: "view=in-use&sort=tier" }),
    ]);
    const trail = await readAs(quality, (tx) => listTrail(tx, quality, TrailQuery.parse({ verb: "view.save" })));
    expect(trail.rows).toHaveLength(1);
  });

  test("two registers of one room keep their views apart", async () => {
    await saveView(quality, view("Inspectors", "view=inspector", "access/grants"));
    expect(await viewsOf(quality, "access/grants")).toHaveLength(1);
    expect(await viewsOf(quality, "access")).toEqual([]);
  });

  test("the same name or the same question is refused beside the name", async () => {
    await saveView(manager, view("Mine", "words=phone"));
    await expect(saveView(manager, view("Mine", "words=rota"))).rejects.toEqual(refused("conflict", "name"));
    await expect(saveView(manager, view("Other", "words=phone&page=x"))).rejects.toEqual(refused("conflict", "name"));
    expect(await viewsOf(manager, "systems")).toHaveLength(1);
  });

  test("a role that may not read a register keeps no view of it", async () => {
    for (const register of Object.keys(registers) as Register[]) {
      const saving = saveView(carer, view("A view", "sort=changed", register));
      if (can(carer, registers[register], "read")) await expect(saving).resolves.toBeDefined();
      else await expect(saving).rejects.toEqual(refused("forbidden"));
    }
  });

  test("its name can be changed by the person alone, to one that no other view of theirs has, and nothing else of it", async () => {
    await saveView(quality, view("Suppliers", "words=supplier"));
    await saveView(quality, view("Phones", "words=phones"));
    const kept = (await viewsOf(quality, "systems")).find((one) => one.name === "Suppliers");
    const renamed = { register: "systems" as const, id: kept?.id ?? "", name: "Phones" };
    await expect(renameView(quality, renamed)).rejects.toEqual(refused("conflict", "name"));
    await expect(renameView(manager, { ...renamed, name: "Ours" })).rejects.toEqual(refused("not-found"));
    await expect(
      renameView(cast.foreign.actors["quality-compliance-lead"], { ...renamed, name: "Theirs" }),
    ).rejects.toEqual(refused("not-found"));
    await expect(renameView(quality, { ...renamed, name: "By supplier" })).resolves.toMatchObject({
      to: "/systems?words=supplier",
    });
    expect(await viewsOf(quality, "systems")).toContainEqual({
      id: renamed.id,
      name: "By supplier",
      query: "words=supplier",
    });
    const trail = await readAs(quality, (tx) => listTrail(tx, quality, TrailQuery.parse({ verb: "view.rename" })));
    expect(trail.rows).toHaveLength(1);
  });

  test("a colleague, and another organisation, neither see nor delete it", async () => {
    await saveView(quality, view("To be kept", "sort=name"));
    const [kept] = (await viewsOf(quality, "systems")).filter((one) => one.name === "To be kept");
    const gone = { register: "systems" as const, id: kept?.id ?? "" };
    expect((await viewsOf(manager, "systems")).some((one) => one.id === gone.id)).toBe(false);
    await expect(deleteView(manager, gone)).rejects.toEqual(refused("not-found"));
    await expect(deleteView(cast.foreign.actors["quality-compliance-lead"], gone)).rejects.toEqual(
      refused("not-found"),
    );
    await expect(deleteView(quality, gone)).resolves.toMatchObject({ to: "/systems" });
    expect((await viewsOf(quality, "systems")).some((one) => one.id === gone.id)).toBe(false);
  });
});

describe("what a form may send", () => {
  test("only a register that there is, never an address of another's making", () => {
    for (const register of ["systems", "access/requests"])
      expect(SaveView.safeParse(view("A", "", register as Register)).success).toBe(true);
    for (const register of ["overview", "", "/systems", "../x", "https://elsewhere.example", "toString"]) {
      expect(SaveView.safeParse({ register, name: "A", query: "" }).success).toBe(false);
      expect(DeleteView.safeParse({ register, id: crypto.randomUUID() }).success).toBe(false);
    }
  });
});
