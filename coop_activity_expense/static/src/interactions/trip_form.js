import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

/**
 * The form about a trip: says what it pays while it is filled in. Without it, that is
 * said once the trip is saved.
 */
export class TripForm extends Interaction {
    static selector = ".o_coop_trip_form";
    dynamicContent = {
        _root: {
            "t-on-input": this.debounced(this.tellCost, 300),
            "t-on-change": this.tellCost,
        },
    };

    setup() {
        this.amountEl = this.el.querySelector(".o_coop_trip_cost strong");
        this.wordsEl = this.el.querySelector(".o_coop_trip_cost ul");
        this.asked = 0;
    }

    async tellCost() {
        const names = ["distance", "date", "vehicle", "round_trip"];
        const form = new FormData(this.el);
        const typed = Object.fromEntries(names.map((name) => [name, form.get(name)]));
        const asked = ++this.asked;
        const lineId = Number(this.el.dataset.line);
        const params = {line_id: lineId, typed};
        let cost = {amount: "", words: []};
        try {
            cost = await this.waitFor(
                rpc("/my/coop/trips/cost", params, {silent: true}),
            );
        } catch {
            // Without connection it is told later.
        }
        // What came late is not what is asked for now.
        if (asked === this.asked) {
            this.show(cost);
        }
    }

    show({amount, words}) {
        this.amountEl.textContent = amount || "–";
        this.wordsEl.replaceChildren(
            ...words.map((sentence) => {
                const itemEl = document.createElement("li");
                itemEl.textContent = sentence;
                return itemEl;
            }),
        );
    }
}

registry
    .category("public.interactions")
    .add("coop_activity_expense.trip_form", TripForm);
