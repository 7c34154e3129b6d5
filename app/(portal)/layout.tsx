import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { placesFor } from "#lib/access/frame.ts";
import { enterAny, read, standingHere } from "#lib/access/gate.ts";
import { otherPosts } from "#lib/access/post.ts";
import { can, home, roleLabels } from "#lib/access/roles.ts";
import { countOpenActions } from "#lib/action-items/queries/register.ts";
import { countNotShown, listLive } from "#lib/disruptions/queries/register.ts";
import { whatWasSaid } from "#lib/forms/said.ts";
import { countOpenRecords, serviceNames } from "#lib/records/queries.ts";
import { chooseDensity, choosePost, chooseTheme, signOut } from "./actions.ts";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await enterAny();
  const [risks, actions, access, names, live, notShown, at] = await read(actor, (tx) =>
    Promise.all([
      can(actor, "risks", "read") ? countOpenRecords(tx, actor, "risk") : 0,
      can(actor, "action-items", "read") ? countOpenActions(tx, actor) : 0,
      can(actor, "access", "answer") ? countOpenRecords(tx, actor, "request") : 0,
      serviceNames(tx, actor),
      can(actor, "disruptions", "read") ? listLive(tx, actor) : [],
      can(actor, "disruptions", "read") ? countNotShown(tx, actor) : { live: 0 },
      tx.now.toISOString(),
    ]),
  );
  const counts = { risks, "action-items": actions };
  const jar = await cookies();
  const theme = jar.get("theme")?.value;
  const scope =
    actor.services === "all" ? "Whole organisation" : actor.services.map((id) => names.get(id) ?? "").join(", ");
  return (
    <AppShell
      items={placesFor(actor).map(({ room, ...place }) => {
        if (room === "disruptions") return { ...place, live: live.length + notShown.live };
        if (room === "access") return access > 0 ? { ...place, count: access } : place;
        return room === "risks" || room === "action-items" ? { ...place, count: counts[room] } : place;
      })}
      who={{
        organisation: actor.organisation,
        role: actor.title ?? roleLabels[actor.role],
        scope: scope || "No service yet",
      }}
      homeHref={home(actor)}
      live={[...live.slice(0, 3), ...bandOf(notShown.live)]}
      said={await whatWasSaid()}
      at={at}
      {...(can(actor, "disruptions", "report") ? { reportHref: "/disruptions/new" } : {})}
      preferences={{
        density: jar.get("density")?.value === "compact" ? "compact" : "comfortable",
        posts: otherPosts(await standingHere(), actor),
        ...(theme === "light" || theme === "dark" ? { theme } : {}),
      }}
      actions={{ theme: chooseTheme, density: chooseDensity, post: choosePost, signOut }}
    >
      {children}
    </AppShell>
  );
}

/** What a reader is told of disruptions whose records they are not shown yet. */
function bandOf(live: number) {
  const title = live === 1 ? "One disruption is live." : `${live} disruptions are live.`;
  const detail = `Your role reads ${live === 1 ? "it" : "them"} once reviewed and closed.`;
  return live > 0 ? [{ title, detail, href: "/#services", link: "See where" }] : [];
}
