import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * A form about shares: shows what the number that is typed amounts to, lets the browser
 * check the bounds of the type that is chosen, and sends only once.
 */
export class ShareForm extends Interaction {
    static selector = ".o_coop_share_form";
    dynamicContent = {
        _root: {"t-on-submit": () => (this.isSent = true)},
        "button[type=submit]": {"t-att-disabled": () => this.isSent},
        "[name=share]": {"t-on-change": () => {}},
        "[name=quantity]": {
            "t-on-input": () => {},
            "t-att-min": () => this.chosen?.dataset.least,
            "t-att-max": () => this.chosen?.dataset.most,
        },
        output: {
            "t-att-class": () => ({"d-none": !this.amount}),
            "t-out": () => this.format(this.amount),
        },
    };

    setup() {
        this.isSent = false;
        this.quantityEl = this.el.querySelector("[name=quantity]");
        const {currency} = this.el.dataset;
        this.formatter = new Intl.NumberFormat(document.documentElement.lang, {
            style: "currency",
            currency,
        });
    }

    /** The type of share: the one that is chosen, or the only one. */
    get chosen() {
        return this.el.querySelector("[name=share]:checked, [type=hidden][name=share]");
    }

    get amount() {
        return this.quantityEl.valueAsNumber * Number(this.chosen?.dataset.unitValue);
    }

    format(amount) {
        return this.formatter.format(amount || 0);
    }
}

registry.category("public.interactions").add("coop_member.share_form", ShareForm);
