import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";

export type ManifestFile = { name: string; href?: string; about?: string; size: string; sha256: string };

/** First and last groups: enough to compare by eye. The whole fingerprint stands in the title. */
export function shortFingerprint(sha256: string) {
  return sha256.length <= 16
    ? sha256
    : `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-8, -4)} ${sha256.slice(-4)}`;
}

export function Manifest({ caption, files }: { caption: string; files: ManifestFile[] }) {
  return (
    <Scroll label={caption}>
      <table className="tbl">
        <caption className="sr">{caption}</caption>
        <thead className={narrow.head}>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="right">
              Size
            </th>
            <th scope="col">Fingerprint (SHA-256)</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={`${file.name}${file.sha256}`} className={narrow.row}>
              <th scope="row" className={`${narrow.lead} wrap-anywhere`}>
                {file.href ? <Go href={file.href}>{file.name}</Go> : file.name}
                {file.about ? <small>{file.about}</small> : null}
              </th>
              <td className={`right nowrap ${narrow.cell} max-[719px]:inline-block`} data-label="Size">
                {file.size}
              </td>
              <td className={`hash ${narrow.lead} max-[719px]:inline-block`} title={file.sha256}>
                {shortFingerprint(file.sha256)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
