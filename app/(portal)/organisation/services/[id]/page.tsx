import type { Metadata } from "next";
import { CloseService, ReopenService } from "#components/organisation/close-service.tsx";
import { ServiceCommissioners, ServiceFacts, ServicePosts } from "#components/organisation/service-record.tsx";
import { ServiceSites } from "#components/organisation/service-sites.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { londonDay } from "#lib/dates.ts";
import { typesInWords } from "#lib/organisation/organisation.ts";
import { may } from "#lib/organisation/policy.ts";
import { listCommissioning } from "#lib/organisation/queries/commissioners.ts";
import { findService, listPosts, listSites } from "#lib/organisation/queries/services.ts";
import {
  addSiteAction,
  changeSiteAction,
  closeServiceAction,
  closeSiteAction,
  reopenServiceAction,
  reopenSiteAction,
} from "../../actions.ts";

export const metadata: Metadata = { title: "Service" };

const siteActions = { add: addSiteAction, change: changeSiteAction, close: closeSiteAction, reopen: reopenSiteAction };

export default async function ServicePage({ params }: PageProps<"/organisation/services/[id]">) {
  const actor = await enter("organisation");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const service = await findService(tx, actor, id);
    return (
      service && {
        service,
        sites: await listSites(tx, actor, id),
        links: await listCommissioning(tx, actor, { serviceId: id }),
        posts: await listPosts(tx, actor, id),
        today: londonDay(tx.now),
      }
    );
  });
  const { service, sites, links, posts, today } = found(page);
  const facts = { serviceIds: [id], closedOn: service.closedOn };
  const mayChange = may(actor, "change", facts);
  return (
    <Page
      title={service.name}
      crumbs={[{ label: "Organisation", href: "/organisation" }]}
      says={`${typesInWords(service.types) || "Kind not known"}${service.provider ? `, ${service.provider}` : ""}.`}
      actions={
        mayChange ? <LinkButton href={`/organisation/services/${id}/edit`}>Change this service</LinkButton> : null
      }
    >
      <div className="grid-2">
        <div className="stack">
          <ServiceFacts service={service} today={today} />
          <ServiceCommissioners links={links} today={today} />
        </div>
        <div className="stack">
          <ServiceSites serviceId={id} sites={sites} today={today} {...(mayChange ? { actions: siteActions } : {})} />
          <ServicePosts posts={posts} />
        </div>
      </div>
      {may(actor, "close", facts) ? (
        <CloseService action={closeServiceAction} id={id} version={service.version} />
      ) : null}
      {may(actor, "reopen", facts) ? (
        <ReopenService action={reopenServiceAction} id={id} version={service.version} />
      ) : null}
    </Page>
  );
}
