import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AboveAppetite } from "#components/risks/above-appetite.tsx";
import { readAs } from "#db/client.ts";
import { takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { setAppetite } from "#lib/risks/commands/accept.ts";
import { readRegister } from "#lib/risks/queries/page.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { asked, plain, recorded, scored } from "./support.ts";

const here = useWorld();

test("the card counts the risks at their limit by the limit of each kind, and by nothing else", async () => {
  const cast = await castOf(here());
  const lead = cast.actors["quality-compliance-lead"];
  const limit = { category: "cyber-attack", maximum: 16, decidedOn: "2026-04-23" } as const;
  const named = { ...limit, decisionReference: "Board minute 41" };
  await setAppetite(cast.actors["nominated-individual"], named, takeBoardLimit);
  const risk = (title: string, category: "cyber-attack" | "telephony", score: Parameters<typeof scored>) =>
    recorded(lead, plain([cast.services.a], { ...scored(...score), title, category }));
  await risk("Ransom", "cyber-attack", [4, 4]);
  await risk("Phishing", "cyber-attack", [3, 4]);
  await risk("Lines end", "telephony", [4, 3]);
  await risk("Handsets", "telephony", [3, 4]);
  await risk("No mast", "telephony", [4, 4]);
  const { notable, counts, appetites, now } = await readAs(lead, (tx) => readRegister(tx, lead, asked({})));
  const card = <AboveAppetite {...notable} total={counts.above} appetites={appetites} now={now} />;
  const says = renderToStaticMarkup(card)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
  expect(says).toContain("16 At the limit: one risk scores 16 It is not falling");
  expect(says).toContain("12 At the limit: two risks score 12 None of them is falling");
  expect(says.match(/At the limit/g)).toHaveLength(2);
});
