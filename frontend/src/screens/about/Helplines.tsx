import { useState } from "preact/hooks";
import { plainDate } from "../../app/time";
import { deviceZone } from "../../platform/device";
import { Card, SelectField } from "../../design";
import { helplines as w } from "@words/about";
import type { HelpLine } from "../../platform/help";
import { countries, countryOf, dial } from "./countries";

/** The help lines of a country. The country comes from this device's time zone and is stored nowhere. */
export function Helplines() {
  const all = countries();
  const [chosen, setChosen] = useState(() => countryOf(deviceZone(), all));
  const country = all[chosen];
  const options = Object.entries(all)
    .map(([value, { name }]) => ({ value, label: name }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <Card as="section" labelledBy="help-title" tone="sage" class="stack">
      <h2 id="help-title">{w.title}</h2>
      <SelectField
        label={w.country}
        hint={w.countryHint}
        value={chosen}
        onChange={setChosen}
        options={[{ value: "", label: w.elsewhere }, ...options]}
      />
      <dl class="help">
        <div>
          <dt>{w.emergency}</dt>
          <dd>{country ? w.emergencyIn(country.emergency) : w.emergencyElsewhere}</dd>
        </div>
        {country?.lines.map((line) => (
          <Line key={line.name} line={line} />
        ))}
        {w.everywhere.map((line) => (
          <div key={line.name}>
            <dt>{line.name}</dt>
            <dd>
              {line.text}
              {"links" in line &&
                line.links.map((url) => (
                  <a key={url} class="tall block" href={url} rel="noreferrer">
                    {bare(url)}
                  </a>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft small">{w.change}</p>
    </Card>
  );
}

function Line({ line }: { line: HelpLine }) {
  return (
    <div>
      <dt>{line.name}</dt>
      <dd>
        {line.phone && (
          <a class="dial" href={dial(line.phone)}>
            {line.phone}
          </a>
        )}
        {line.for}
        {line.url && (
          <a class="tall block" href={line.url} rel="noreferrer">
            {bare(line.url)}
          </a>
        )}
        <span class="soft small block">{w.about(line.hours, line.languages.join(", "), plainDate(line.checked))}</span>
      </dd>
    </div>
  );
}

/** An address as people say it. */
function bare(url: string): string {
  return url.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
}
