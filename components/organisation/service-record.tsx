import { ServiceStanding } from "#components/organisation/service-register.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { isOfficeBased, term, typesInWords } from "#lib/organisation/organisation.ts";
import type { CommissioningRow } from "#lib/organisation/queries/commissioners.ts";
import type { findService, Post } from "#lib/organisation/queries/services.ts";

type Service = NonNullable<Awaited<ReturnType<typeof findService>>>;

export function ServiceFacts({ service, today }: { service: Service; today: string }) {
  const place = [service.address, service.postcode].filter(Boolean).join(", ");
  return (
    <Card title="What it is">
      <KeyValues
        items={[
          { label: "State", value: <ServiceStanding closedOn={service.closedOn} today={today} /> },
          { label: "Kind", value: typesInWords(service.types) },
          { label: "Legal provider", value: service.provider },
          {
            label: "Registered manager",
            value: service.manager ?? <StateMark state="unknown">Nobody at present</StateMark>,
          },
          { label: "CQC location id", value: service.cqcLocationId },
          { label: "ODS code", value: service.odsCode },
          { label: isOfficeBased(service.types) ? "Office address" : "Address", value: place },
          { label: "Local authority", value: service.localAuthority },
          ...(isOfficeBased(service.types) ? [] : [{ label: "Beds", value: service.beds }]),
          { label: "People supported", value: service.peopleSupported },
        ]}
      />
    </Card>
  );
}

export function ServiceCommissioners({ links, today }: { links: CommissioningRow[]; today: string }) {
  return (
    <Card title="Who commissions it" flush={links.length > 0}>
      {links.length === 0 ? (
        <Empty
          missing="No commissioner is named for this service."
          means="A bundle for a council can only be issued for services that it commissions."
        />
      ) : (
        <ul className="list top">
          {links.map((link) => (
            <li key={link.id}>
              <div className="grow">
                <Go href={`/organisation/commissioners/${link.bodyId}`}>{link.body}</Go>
                <small>{contractWords(link)}</small>
                <TermMark link={link} today={today} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** "Clause 14.2, notice within 24 hours, from 1 Apr 2025" */
export function contractWords(link: CommissioningRow): string {
  return [
    link.contractReference ?? "Contract reference not known",
    link.noticeHours === null
      ? "notice period not known"
      : `notice within ${link.noticeHours} ${link.noticeHours === 1 ? "hour" : "hours"}`,
    link.startsOn && `from ${formatDate(link.startsOn, "short")}`,
    link.endsOn && `to ${formatDate(link.endsOn, "short")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

export function TermMark({ link, today }: { link: CommissioningRow; today: string }) {
  const now = term(link, today);
  if (now === "current") return <StateMark state="ok">In force</StateMark>;
  return now === "ended" ? <StateMark state="na">Ended</StateMark> : <StateMark state="not-started">To come</StateMark>;
}

export function ServicePosts({ posts }: { posts: Post[] }) {
  return (
    <Card title="Who has a post here" flush={posts.length > 0}>
      {posts.length === 0 ? (
        <Empty missing="Nobody has a post at this service." means="Its records can be kept by wider roles only." />
      ) : (
        <ul className="list top">
          {posts.map((post) => (
            <li key={post.id}>
              <div className="grow">
                <span className="b">{post.title}</span>
                <small>{postWords(post)}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function postWords(post: Post): string {
  const since = `since ${formatDate(post.since, "short")}`;
  const parts = [post.name === post.title ? "" : post.name, post.wide ? "whole organisation" : "", since];
  const words = parts.filter(Boolean).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
