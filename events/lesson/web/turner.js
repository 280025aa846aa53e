// Turns the pages of a lesson: one is shown at a time.

import { button, element } from "../../../geodata/webmap/web/elements.js";

export class Turner {
  /** @param {() => void} turned */
  constructor(turned) {
    this.page = 0;
    this.turned = turned;
    this.node = element("nav", "turner");
    this.node.setAttribute("aria-label", "Pages of this lesson");
    this.list = element("select");
    this.list.setAttribute("aria-label", "Page");
    this.list.addEventListener("change", () => this.go(this.list.selectedIndex));
    this.spoken = element("span", "unseen");
    this.spoken.setAttribute("role", "status");
    this.node.append(
      this.#step("‹", "Previous page", -1),
      this.list,
      this.#step("›", "Next page", 1),
      this.spoken,
    );
  }

  /**
   * @param {string} sign
   * @param {string} name
   * @param {number} by
   */
  #step(sign, name, by) {
    return button(sign, () => this.go(this.page + by), { name, className: "step" });
  }

  /**
   * Names the pages.
   * @param {string[]} titles
   */
  name(titles) {
    const named = titles.map((title, n) =>
      element("option", "", `${n + 1}/${titles.length} ${title}`),
    );
    this.list.replaceChildren(...named);
    this.#show();
  }

  /** @param {number} page */
  go(page) {
    if (page < 0 || page >= this.list.length || page === this.page) return;
    this.page = page;
    this.#show();
    this.spoken.textContent = this.list.value;
    this.turned();
  }

  #show() {
    this.list.selectedIndex = this.page;
    const [before, after] = this.node.querySelectorAll("button");
    before.setAttribute("aria-disabled", String(this.page === 0));
    after.setAttribute("aria-disabled", String(this.page === this.list.length - 1));
  }
}
