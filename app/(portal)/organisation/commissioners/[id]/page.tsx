import type { Metadata } from "next";
import { CommissionerRecord } from "#components/organisation/commissioner-record.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { londonDay } from "#lib/dates.ts";
import { bodyKindWords } from "#lib/organisation/organisation.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { findBody, listCommissioning } from "#lib/organisation/queries/commissioners.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { changeBodyAction, changeCommissionAction, commissionAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Commissioner" };

const actions = { change: changeBodyAction, commission: commissionAction, changeCommission: changeCommissionAction };

export default async function CommissionerPage({ params }: PageProps<"/organisation/commissioners/[id]">) {
  const actor = await enter("organisation");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const body = await findBody(tx, actor, id);
    return (
      body && {
        body,
        links: await listCommissioning(tx, actor, { bodyId: id }),
        services: await listServicesInScope(tx, actor),
        today: londonDay(tx.now),
      }
    );
  });
  const { body, links, services, today } = found(page);
  return (
    <Page
      title={body.name}
      crumbs={[
        { label: "Organisation", href: "/organisation" },
        { label: "Commissioners", href: "/organisation/commissioners" },
      ]}
      says={`${bodyKindWords[body.kind]}, ${links.length === 1 ? "1 contract" : `${links.length} contracts`} here.`}
    >
      <CommissionerRecord
        body={body}
        links={links}
        others={services.filter((service) => !links.some((link) => link.serviceId === service.id))}
        today={today}
        {...(may(actor, "change", wholeOrganisation) ? { actions } : {})}
      />
    </Page>
  );
}
