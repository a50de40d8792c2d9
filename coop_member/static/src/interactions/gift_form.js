import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

/** Letters that must be typed before names are proposed. */
const ENOUGH = 2;

/**
 * The form that declares time: proposes members while a name is typed, and sends only
 * once. Without it, names are typed in full.
 */
export class GiftForm extends Interaction {
    static selector = ".o_coop_gift_form";
    dynamicContent = {
        // Back on a page that the browser kept, it may be sent again.
        _window: {"t-on-pageshow": () => (this.isSent = false)},
        // A button that is disabled would not tell that it was pressed.
        _root: {"t-on-submit": this.onSubmit},
        "[name=names]": {
            "t-on-input": this.debounced(this.lookUp, 250),
            "t-on-keydown": this.onKeydown,
        },
    };

    setup() {
        this.isSent = false;
        this.namesEl = this.el.querySelector("[name=names]");
        this.foundEl = this.el.querySelector(".o_coop_gift_found");
        this.chipsEl = this.el.querySelector(".o_coop_gift_people .o_coop_gift_chips");
        this.chipTemplateEl = this.el.querySelector(".o_coop_gift_people template");
    }

    async lookUp() {
        const typed = this.namesEl.value.trim();
        let people = [];
        if (typed.length >= ENOUGH) {
            people = await this.waitFor(rpc("/my/coop/gifts/people", {typed}));
        }
        // What came late is not what is asked for now.
        if (typed === this.namesEl.value.trim()) {
            this.propose(people);
        }
    }

    propose(people) {
        this.foundEl.replaceChildren();
        for (const {id, name} of people) {
            const buttonEl = document.createElement("button");
            buttonEl.type = "button";
            buttonEl.className = "btn btn-light";
            buttonEl.textContent = name;
            this.insert(buttonEl, this.foundEl);
            this.addListener(buttonEl, "click", () => this.choose(id, name));
        }
    }

    choose(id, name) {
        const known = this.chipsEl.querySelector(`input[value="${id}"]`);
        const inputEl = known || this.addChip(id, name);
        inputEl.checked = true;
        this.namesEl.value = "";
        this.propose([]);
        this.namesEl.focus();
    }

    addChip(id, name) {
        const chipEl = this.chipTemplateEl.content.firstElementChild.cloneNode(true);
        const inputEl = chipEl.querySelector("input");
        inputEl.value = id;
        chipEl.querySelector("span").textContent = name;
        this.chipsEl.prepend(chipEl);
        return inputEl;
    }

    onKeydown(ev) {
        const firstEl = this.foundEl.querySelector("button");
        if (ev.key === "Enter" && firstEl) {
            ev.preventDefault();
            firstEl.click();
        }
    }

    onSubmit(ev) {
        if (this.isSent) {
            ev.preventDefault();
        }
        this.isSent = true;
    }
}

registry.category("public.interactions").add("coop_member.gift_form", GiftForm);
