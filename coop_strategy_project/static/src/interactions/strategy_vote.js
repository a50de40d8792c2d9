import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * The form of a ballot: buttons that give and take dots, how many are left, and never
 * more than there are. Without it, the numbers are typed, and the server counts.
 */
export class StrategyVote extends Interaction {
    static selector = ".o_coop_strategy_vote";
    dynamicContent = {
        "[data-step]": {"t-on-click": this.onStep},
        input: {"t-on-input": () => {}},
        output: {"t-out": () => String(this.left)},
        ".o_coop_strategy_left": {
            "t-att-class": () => ({o_coop_too_many: this.left < 0}),
        },
        "button[type=submit]": {
            "t-att-disabled": () => this.isSent || this.left < 0 || this.given === 0,
        },
        _root: {"t-on-submit": () => (this.isSent = true)},
    };

    setup() {
        this.isSent = false;
        this.dots = Number(this.el.dataset.dots);
        this.most = Number(this.el.dataset.most);
    }

    get given() {
        const inputEls = this.el.querySelectorAll("input[type=number]");
        return [...inputEls].reduce((sum, el) => sum + (el.valueAsNumber || 0), 0);
    }

    get left() {
        return this.dots - this.given;
    }

    onStep(ev) {
        const step = Number(ev.currentTarget.dataset.step);
        const inputEl = ev.currentTarget.parentElement.querySelector("input");
        const wanted = (inputEl.valueAsNumber || 0) + step;
        if (wanted >= 0 && wanted <= this.most && (step < 0 || this.left > 0)) {
            inputEl.value = wanted;
        }
    }
}

registry
    .category("public.interactions")
    .add("coop_strategy_project.strategy_vote", StrategyVote);
