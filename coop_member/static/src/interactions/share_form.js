import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * A form about shares: shows what the number that is typed amounts to, lets the browser
 * check the bounds of the type that is chosen, and sends only once.
 */
export class ShareForm extends Interaction {
    static selector = ".o_coop_share_form";
    dynamicContent = {
        _root: {
            "t-on-change": () => this.follow(),
            "t-on-input": () => {},
            "t-on-submit": () => (this.isSent = true),
        },
        "button[type=submit]": {"t-att-disabled": () => this.isSent},
        "[name=quantity]": {
            "t-att-min": () => this.least,
            "t-att-max": () => this.most,
        },
        output: {
            "t-att-class": () => ({"d-none": !this.amount}),
            "t-out": () => this.format(this.amount),
        },
    };

    setup() {
        this.isSent = false;
        this.quantityEl = this.el.querySelector("[name=quantity]");
        this.formatter = new Intl.NumberFormat(document.documentElement.lang, {
            style: "currency",
            currency: this.el.dataset.currency,
        });
        this.follow();
    }

    /** The type of share that is chosen, or the only one. */
    get chosenEl() {
        return this.el.querySelector("[name=share]:checked, .o_coop_share_only");
    }

    get least() {
        return this.chosenEl?.dataset.least;
    }

    get most() {
        return this.chosenEl?.dataset.most;
    }

    get amount() {
        const unitValue = Number(this.chosenEl?.dataset.unitValue || 0);
        return (this.quantityEl.valueAsNumber || 0) * unitValue;
    }

    format(amount) {
        return this.formatter.format(amount);
    }

    /** Something else was chosen. */
    follow() {}
}

registry.category("public.interactions").add("coop_member.share_form", ShareForm);
