"use strict";
// Checks the seals that this page encloses, with what the browser offers (WebCrypto), and says what
// came of it in the words of verify.py. Nothing is fetched from anywhere.
(() => {
  const INTACT = "INTACT", KNOWN = "INTACT, KEY KNOWN";
  const ALTERED = "ALTERED", INCOMPLETE = "INCOMPLETE";
  const CONTRIBUTORS = ["human", "ai", "tool", "unknown"];
  // What verify.py works out again, by level.
  const AGAIN = {
    summary: [], sessions: [],
    process: ["characters", "shares", "work", "curation", "cost"],
    full: ["characters", "shares", "work", "curation", "cost", "text"],
  };
  const utf8 = new TextEncoder();

  class Altered extends Error {}
  class Missing extends Error {}

  const element = (id) => document.getElementById(id);
  const data = (id) => JSON.parse(element(id).textContent);
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const fromHex = (digits) =>
    Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const fromBase64 = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

  function joined(...pieces) {
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  async function sha256(bytes) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }

  const same = (one, two) => hex(one) === hex(two);
  const node = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

  // RFC 6962: the root that an inclusion proof gives for the leaf at `index`.
  async function rootFrom(leaf, index, size, path) {
    if (size === 1) {
      return path.length === 0 ? leaf : new Uint8Array();
    }
    if (path.length === 0) {
      return new Uint8Array();
    }
    let half = 1;
    while (half * 2 < size) {
      half *= 2;
    }
    const last = path[path.length - 1], rest = path.slice(0, -1);
    return index < half
      ? node(await rootFrom(leaf, index, half, rest), last)
      : node(last, await rootFrom(leaf, index - half, size - half, rest));
  }

  async function unpacked(payload) {
    let raw = payload.slice(1);
    if (payload[0]) {
      if (typeof DecompressionStream === "undefined") {
        throw new Missing("This browser cannot unpack what the event holds.");
      }
      const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate"));
      raw = new Uint8Array(await new Response(stream).arrayBuffer());
    }
    return JSON.parse(new TextDecoder().decode(raw));
  }

  function readNote(text) {
    const gap = text.indexOf("\n\n");
    const body = gap < 0 ? text : text.slice(0, gap + 1);
    const [origin, size, root] = body.split("\n");
    const below = gap < 0 ? "" : text.slice(gap + 2).trim();
    return { body, origin, size: Number(size), root: fromBase64(root), signature: below };
  }

  // Whether the signature below a note is that of a key; null where the browser cannot tell.
  async function isSigned(note, publicBytes) {
    let key;
    try {
      key = await crypto.subtle.importKey("raw", publicBytes, { name: "Ed25519" }, false, [
        "verify",
      ]);
    } catch {
      return null;
    }
    const packed = fromBase64(note.signature.split(" ").pop());
    return crypto.subtle.verify({ name: "Ed25519" }, key, packed.slice(4), utf8.encode(note.body));
  }

  async function checkEvents(told, note) {
    const proofs = JSON.parse(told["proofs.json"]).inclusion;
    const events = [];
    for (const line of told["headers.jsonl"].split("\n").filter(Boolean)) {
      const header = JSON.parse(line);
      const leaf = await sha256(joined(Uint8Array.of(0), utf8.encode(line)));
      const path = (proofs[header.seq] ?? []).map(fromHex);
      const root = await rootFrom(leaf, header.seq - 1, note.size, path);
      if (!same(root, note.root)) {
        throw new Altered(`headers.jsonl: event ${header.seq} is not under the root`);
      }
      events.push(header);
    }
    const [seal, checkpoint] = events.slice(-2);
    if (!checkpoint || checkpoint.seq !== note.size || seal.seq !== note.size - 1) {
      throw new Altered("headers.jsonl: it does not end where the checkpoint does");
    }
    return [seal, checkpoint];
  }

  async function checkReport(told, seal, checkpoint, note) {
    const raw = told["report.json"];
    const [first, second, ...rest] = raw.split("\n");
    const digest = `sha256:${hex(await sha256(utf8.encode([first, ...rest].join("\n"))))}`;
    const line = told["openings/pos.jsonl"].split("\n").filter(Boolean)
      .map((row) => JSON.parse(row)).find((row) => row.seq === seal.seq);
    if (!line) {
      throw new Missing("What the sealing event holds is missing.");
    }
    const payload = fromBase64(line.data);
    if (hex(await sha256(joined(fromHex(line.salt), payload))) !== seal.c.pos) {
      throw new Altered("openings/pos.jsonl: the event commits to something else");
    }
    const [form, , sealed] = await unpacked(payload);
    if (form !== "proof" || sealed !== digest) {
      throw new Altered(`report.json: event ${seal.seq} seals another report`);
    }
    const report = JSON.parse(raw);
    if (report.ledger.events !== seal.seq - 1 || report.ledger.head !== `sha256:${seal.prev}`) {
      throw new Altered("report.json: it is about another state of the ledger");
    }
    // The one line that no event seals may say nothing but what the checkpoint says.
    const named = `{"size": ${note.size}, "root": "${toBase64(note.root)}", "key": "${checkpoint.key}"}`;
    if (second !== `  "checkpoint": ${named},`) {
      throw new Altered("report.json: its second line says more or less than its checkpoint");
    }
    return report;
  }

  // The words that a reader sees must be those that the report seals.
  async function checkPage(report) {
    const markup = data("article-source");
    if (`sha256:${hex(await sha256(utf8.encode(markup)))}` !== report.seals.page) {
      throw new Altered("this page: its words are not those that were sealed");
    }
    const own = ["seals", "told", "article-source"].map((id) => element(id));
    const others = [...document.body.childNodes].filter((one) => one.nodeName === "#text"
      ? one.textContent.trim() : !own.includes(one) && !["ARTICLE", "SCRIPT"].includes(one.nodeName));
    if (others.length > 0) {
      throw new Altered("this page: something stands on it besides the report and its seals");
    }
    const meant = new DOMParser()
      .parseFromString(`<!DOCTYPE html><body>${markup}`, "text/html")
      .querySelector("article");
    const shown = document.querySelectorAll("article");
    if (shown.length !== 1 || shown[0].outerHTML !== meant.outerHTML) {
      shown[0]?.replaceWith(document.adoptNode(meant));
      throw new Altered(
        "this page: it showed other words than those that were sealed; the sealed ones stand here",
      );
    }
  }

  async function checkKey(told, note, checkpoint) {
    if (!note.signature) {
      if (checkpoint.key) {
        throw new Altered("checkpoint: its signature was taken away");
      }
      return { fingerprint: "", trouble: "" };
    }
    const name = Object.keys(told).find((part) => part.startsWith("keys/"));
    const packed = fromBase64(told[name].replace(/-----[A-Z ]+-----/g, "").replace(/\s/g, ""));
    const publicBytes = packed.slice(-32);
    if (!checkpoint.key.endsWith(`+${toBase64(joined(Uint8Array.of(1), publicBytes))}`)) {
      throw new Altered("keys: the checkpoint's event names another key");
    }
    const fingerprint = hex(await sha256(publicBytes)).slice(0, 32).match(/.{4}/g).join(" ");
    const isGood = await isSigned(note, publicBytes);
    if (isGood === false) {
      throw new Altered("checkpoint: its signature does not fit it");
    }
    const trouble = isGood === null
      ? "This browser cannot check Ed25519 signatures, so the signature was not checked; all else was."
      : "";
    return { fingerprint, trouble };
  }

  async function check() {
    if (!globalThis.crypto?.subtle) {
      throw new Missing("This browser offers no way to compute hashes here; use verify.py.");
    }
    const told = data("told");
    const notePart = Object.keys(told).find((part) => part.startsWith("checkpoints/"));
    const note = readNote(told[notePart]);
    const [seal, checkpoint] = await checkEvents(told, note);
    const report = await checkReport(told, seal, checkpoint, note);
    await checkPage(report);
    const key = await checkKey(told, note, checkpoint);
    return { report, key, note };
  }

  // --- Saying it ------------------------------------------------------------------------------

  const count = (amount) => amount.toLocaleString("en-US");
  const some = (amount, one) => `${count(amount)} ${amount === 1 ? one : `${one}s`}`;
  const points = (share) => (share * 100).toFixed(1);

  function shareWords(low, high) {
    return points(low) === points(high) ? `${points(high)} %` : `${points(low)} to ${points(high)} %`;
  }

  function plainShares(characters) {
    const total = CONTRIBUTORS.reduce((sum, name) => sum + characters[name], 0);
    const range = (name) => total
      ? shareWords(characters[name] / total, (characters[name] + characters.unknown) / total)
      : shareWords(0, 0);
    return `human ${range("human")}, AI ${range("ai")}`;
  }

  function claimsOf(report) {
    const { text, surviving, characters, curation, lineage } = report;
    const counts = CONTRIBUTORS
      .map((name) => `${name === "ai" ? "AI" : name} ${count(characters[name])}`).join(", ");
    const stands = ["human", "ai"].map((name) => shareWords(surviving[name].low, surviving[name].high));
    const putIn = report.work.reduce((sum, row) => sum + row.inserted, 0);
    const declared = surviving.classes.filter((row) => row.method === "declared")
      .reduce((sum, row) => sum + row.characters, 0);
    return [
      ["sealed", "text", "Text", `SHA-256 ${text.sha256}`],
      ["sealed", "characters", "Every character by contributor", counts],
      ["sealed", "shares", "Share of all characters", plainShares(characters)],
      ["sealed", "surviving", "Text as it stands, without white space and Markdown signs",
        `human ${stands[0]}, AI ${stands[1]}, of ${count(surviving.total)};`
          + ` coverage ${points(surviving.coverage)} %`],
      ["sealed", "scenes", "The same, scene by scene", count(report.scenes.length)],
      ["sealed", "work", "Work",
        `${some(putIn, "character")} put in, with what was taken out and moved`],
      ["sealed", "curation", "Decisions",
        `${some(curation.offered, "suggestion")} offered, ${curation.accepted} accepted whole`],
      ["sealed", "cost", "Cost", some(report.cost.calls, "call")],
      ["sealed", "effort", "Active time", `${Math.round(report.effort.active_s)} s`],
      ["sealed", "lineage", "Lineage",
        `${lineage.with_ai} of ${lineage.sentences} sentences descend from AI`],
      ["sealed", "words", "Words", count(text.words)],
      ["sealed", "", "Everything else in report.json", "costs by agent, days, and so on"],
      ["declared", "", "Title and writer", `${report.project.title} / ${report.project.writer}`],
      ["declared", "", "Origins that the writer named", `${count(declared)} characters`],
      ...(report.effort.declared_s
        ? [["declared", "", "Time away from the desk", `${Math.round(report.effort.declared_s)} s`]]
        : []),
      ["declared", "", "Times", `${report.observed.from} to ${report.observed.to}`],
      ...report.files.map((file) => ["sealed", "", `File ${file.name}`, `SHA-256 ${file.sha256}`]),
    ];
  }

  function say(verdict, sentences) {
    const panel = element("seals");
    panel.dataset.verdict = verdict === KNOWN ? INTACT : verdict;
    element("verdict").textContent = verdict;
    element("verdict-why").replaceChildren(
      ...sentences.filter(Boolean).map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
      }),
    );
  }

  function listClaims(report, { level }) {
    const again = AGAIN[level];
    const rows = claimsOf(report).map(([mark, name, title, value]) => {
      const row = document.createElement("tr");
      const cells = [document.createElement("td"), document.createElement("th"),
        document.createElement("td")];
      cells[0].textContent = mark;
      cells[0].className = `cs-mark cs-${mark}`;
      cells[1].textContent = title;
      cells[1].scope = "row";
      cells[2].textContent = value;
      if (again.includes(name)) {
        const more = document.createElement("span");
        more.className = "cs-again";
        more.textContent = "recomputed by verify.py";
        cells[2].append(more);
      }
      row.append(...cells);
      return row;
    });
    element("claims").replaceChildren(...rows);
    element("claims-table").hidden = false;
  }

  function offerKey(found, sentences) {
    element("known-key").hidden = false;
    element("known-key").addEventListener("input", (event) => {
      const digits = event.target.value.replace(/[\s:]/g, "").toLowerCase();
      const own = found.key.fingerprint.replaceAll(" ", "");
      if (digits === own) {
        say(KNOWN, sentences);
      } else if (digits.length >= own.length) {
        say(ALTERED, [`It is signed with ${found.key.fingerprint}, not with the key given.`]);
      } else {
        say(INTACT, sentences);
      }
    });
  }

  async function main() {
    try {
      const found = await check();
      const root = `Root ${toBase64(found.note.root)} over ${count(found.note.size)} events.`;
      const signed = found.key.fingerprint
        ? `Signed with the key ${found.key.fingerprint}. Whoever has that key made this, and `
          + "nothing was changed since."
        : "Not signed: anybody could have made this. Compare the root with one that you were given "
          + "before.";
      const witness = "This page holds no outside witness of time.";
      const sentences = [found.key.trouble, signed, root, witness];
      say(found.key.trouble ? INCOMPLETE : INTACT, sentences);
      listClaims(found.report, element("seals").dataset);
      if (found.key.fingerprint && !found.key.trouble) {
        offerKey(found, sentences);
      }
    } catch (error) {
      if (error instanceof Missing) {
        say(INCOMPLETE, [error.message]);
      } else {
        say(ALTERED, [error instanceof Altered
          ? error.message : "this page: a part of it cannot be read any more"]);
      }
    }
    document.documentElement.dataset.checked = "yes";
  }

  main();
})();
