import {ShareForm} from "./share_form";
import {registry} from "@web/core/registry";

/** The joining form: offers the shares that are for the college that is chosen. */
export class JoinShares extends ShareForm {
    static selector = ".o_coop_join_form:has(.o_coop_join_shares)";
    dynamicContent = {
        ...this.dynamicContent,
        "[name=share]": {"t-on-change": this.onShareChange},
        ".o_coop_join_quantity": {
            "t-att-class": () => ({"d-none": this.isNone && !this.quantityEl.value}),
        },
    };

    get college() {
        return this.el.querySelector("[name=college]:checked")?.value;
    }

    /** Fewest shares of a type for the college; undefined where it may have none. */
    fewest(typeEl) {
        return JSON.parse(typeEl.dataset.fewest || "{}")[this.college];
    }

    // no share at all is an answer too
    get least() {
        return 0;
    }

    follow() {
        for (const typeEl of this.el.querySelectorAll("[data-fewest]")) {
            const isOffered = !this.college || this.fewest(typeEl) !== undefined;
            const cardEl = typeEl.closest("label") || this.fieldsetEl;
            cardEl.classList.toggle("d-none", !isOffered);
            if (!isOffered && typeEl.checked) {
                this.el.querySelector("[name=share][value=none]").checked = true;
            }
        }
    }

    get isNone() {
        return this.chosenEl?.value === "none";
    }

    onShareChange() {
        if (this.isNone) {
            this.quantityEl.value = "";
        }
    }

    get fieldsetEl() {
        return this.el.querySelector(".o_coop_join_shares");
    }
}

registry.category("public.interactions").add("coop_member.join_shares", JoinShares);
