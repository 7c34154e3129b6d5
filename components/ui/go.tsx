import Link from "next/link";
import type { AnchorHTMLAttributes } from "react";

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { href: string };

/** A link to an address known only at run time. Downloads, fragments and other sites stay plain anchors. */
export function Go({ href, ...rest }: GoProps) {
  const plain = !href.startsWith("/") || href.startsWith("//") || href.startsWith("/api/") || "download" in rest;
  if (plain) return <a href={href} {...rest} />;
  const { pathname, search, hash } = new URL(href, "http://holdfast.invalid");
  return <Link href={{ pathname, search, hash }} prefetch={false} {...rest} />;
}
