import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

/** Milliseconds between two looks at a ballot that is open. */
const EVERY = 4000;

/** Results of a ballot, as they come in until it is closed. */
export class StrategyResults extends Interaction {
    static selector = ".o_coop_strategy_results[data-moving='1']";

    start() {
        this.wait();
    }

    wait() {
        this.waitForTimeout(() => this.look(), EVERY);
    }

    async look() {
        const url = `/my/coop/strategy/ballots/${this.el.dataset.ballot}/live`;
        let live = null;
        try {
            live = await this.waitFor(rpc(url, {}, {silent: true}));
        } catch {
            // a network that breaks for a moment: the next look may do
            this.wait();
            return;
        }
        this.show(live);
        if (!live.is_closed) {
            this.wait();
        }
    }

    show({voters, results}) {
        this.el.querySelector(".o_coop_strategy_voters").textContent = voters;
        if (!results) {
            return;
        }
        const listEl = document.createElement("ol");
        listEl.className = "list-unstyled";
        listEl.append(...results.map((row) => this.rowOf(row)));
        this.el.querySelector("ol, .o_coop_strategy_hush").replaceWith(listEl);
    }

    rowOf({id, name, dots, rank, share}) {
        const rowEl = document.createElement("li");
        rowEl.dataset.option = id;
        const lineEl = document.createElement("span");
        lineEl.className = "o_coop_strategy_result";
        const nameEl = document.createElement("span");
        nameEl.className = "o_coop_text";
        nameEl.textContent = `${rank}. ${name}`;
        const dotsEl = document.createElement("strong");
        dotsEl.textContent = dots;
        lineEl.append(nameEl, dotsEl);
        const barEl = document.createElement("span");
        barEl.className = "o_coop_strategy_share";
        barEl.style.width = `${share}%`;
        rowEl.append(lineEl, barEl);
        return rowEl;
    }
}

registry
    .category("public.interactions")
    .add("coop_strategy_project.strategy_results", StrategyResults);
