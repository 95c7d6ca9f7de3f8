// What is pasted comes out as prose: emphasis, headings, lists and links, whatever program it was copied from.
import { Extension, Plugin } from "django-prose-editor/editor";

const NAMES = { H1: "h2", H4: "h3", H5: "h3", H6: "h3", B: "strong", I: "em", DEL: "s", STRIKE: "s" };
const LUGGAGE = "style, script, meta, link, title, xml, noscript, template, head, img, svg, [style*='mso-list:Ignore' i]";

function replaced(node, name) {
  const made = node.ownerDocument.createElement(name);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

function wrapInside(node, name) {
  const made = node.ownerDocument.createElement(name);
  made.append(...node.childNodes);
  node.append(made);
}

// Word writes a list as paragraphs with a marker in front, and says in a style how deep each stands.
function listsOf(page) {
  const open = [];
  for (const item of [...page.querySelectorAll("p")]) {
    const level = /mso-list:[^;]*level(\d)/i.exec(item.getAttribute("style") ?? "");
    const before = item.previousElementSibling;
    if (!level) continue;
    const marker = item.querySelector("[style*='mso-list:Ignore' i]")?.textContent.trim() ?? "";
    const name = /^[\da-zа-я]{1,3}[.)]/i.test(marker) ? "ol" : "ul";
    if (!open.length || before !== open[0].list) open.length = 0;
    while (open.length && open.at(-1).level > level[1]) open.pop();
    if (!open.length || open.at(-1).level < level[1]) {
      const list = page.createElement(name);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else item.before(list);
      open.push({ level: level[1], list });
    }
    const entry = page.createElement("li");
    open.at(-1).list.append(entry);
    entry.append(item);
  }
}

// Google and LibreOffice say in styles what is bold and what is italic.
function emphasise(page) {
  for (const node of page.querySelectorAll("b, strong")) {
    if (/^(normal|400)$/.test(node.style.fontWeight)) node.replaceWith(...node.childNodes);
  }
  for (const node of page.querySelectorAll("span[style], font[style]")) {
    const { fontWeight, fontStyle, textDecoration, verticalAlign } = node.style;
    if (/^(bold|[6-9]00)$/.test(fontWeight)) wrapInside(node, "strong");
    if (fontStyle === "italic") wrapInside(node, "em");
    if (/line-through/.test(textDecoration)) wrapInside(node, "s");
    if (verticalAlign === "super") wrapInside(node, "sup");
    if (verticalAlign === "sub") wrapInside(node, "sub");
  }
}

function cleanLink(link) {
  let href = link.getAttribute("href") ?? "";
  try {
    const address = new URL(href);
    // Google's detour that counts clicks.
    if (/^www\.google\.\w+$/.test(address.hostname) && address.pathname === "/url") {
      href = address.searchParams.get("q") ?? href;
    }
    if (address.origin === location.origin) href = address.pathname + address.search + address.hash;
  } catch {
    // A path, or nonsense, which the schema leaves out.
  }
  if (!/^(https?:|mailto:|\/)/i.test(href)) link.replaceWith(...link.childNodes);
  else link.setAttribute("href", href);
}

function withoutRuns(page) {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data } = texts.currentNode;
    texts.currentNode.data = data.replace(/[\s\u00a0]*\u00a0[\s\u00a0]+|\s+\u00a0/g, " ").replace(/[\u200b\ufeff]/g, "");
  }
}

function withoutEmpty(page) {
  const names = "p, h2, h3, li, ul, ol, strong, em, s, sub, sup, a, span, blockquote, div, td, th";
  for (const node of [...page.querySelectorAll(names)].reverse()) {
    if (!node.textContent.trim() && !node.querySelector("hr")) {
      // A line end that stands alone between words is kept.
      if (/^(SPAN|STRONG|EM|S|SUB|SUP|A)$/.test(node.tagName)) node.replaceWith(...node.childNodes);
      else node.remove();
    }
  }
}

// A line end between blocks is a distance, and at the end of one it is nothing.
function withoutDistances(page) {
  const isBlock = (node) => !node || /^(P|H\d|UL|OL|LI|DIV|BLOCKQUOTE|TABLE|FIGURE)$/.test(node.nodeName);
  const passed = (node) => node && (node.nodeName === "BR" || (node.nodeType === 3 && !node.data.trim()));
  const far = (node, way) => {
    do node = node[way];
    while (passed(node));
    return node;
  };
  const ends = [...page.querySelectorAll("br")];
  ends.filter((node) => isBlock(far(node, "nextSibling"))).forEach((node) => node.remove());
}

export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
  listsOf(page);
  page.querySelectorAll(LUGGAGE).forEach((node) => node !== page.head && node.remove());
  page.querySelectorAll("br.Apple-interchange-newline").forEach((node) => node.remove());
  emphasise(page);
  page.querySelectorAll("p.MsoTitle").forEach((node) => replaced(node, "h2"));
  page.querySelectorAll("p.MsoSubtitle").forEach((node) => replaced(node, "h3"));
  for (const [name, ours] of Object.entries(NAMES)) page.querySelectorAll(name).forEach((node) => replaced(node, ours));
  page.querySelectorAll("a").forEach(cleanLink);
  withoutDistances(page);
  withoutRuns(page);
  withoutEmpty(page);
  for (const node of page.body.querySelectorAll("*")) {
    if (/^(SPAN|FONT)$/.test(node.tagName) || node.tagName.includes(":")) {
      node.replaceWith(...node.childNodes);
      continue;
    }
    for (const { name } of [...node.attributes]) {
      if (name !== "href" && name !== "start") node.removeAttribute(name);
    }
  }
  return page.body.innerHTML;
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addProseMirrorPlugins() {
    return [
      new Plugin({
        // What was copied in an editor of ours is clean, and knows where it was cut.
        props: { transformPastedHTML: (html) => (/data-pm-slice/.test(html) ? html : cleaned(html)) },
      }),
    ];
  },
});
