import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** A text with a button that copies it, shown where the browser can. */
export class CopyText extends Interaction {
    static selector = ".o_coop_copy";
    dynamicContent = {
        button: {
            "t-on-click": this.onClick,
            "t-att-class": () => ({"d-none": !navigator.clipboard}),
        },
        i: {
            "t-att-class": () => ({
                "fa-clone": !this.isCopied,
                "fa-check": this.isCopied,
            }),
        },
    };

    setup() {
        this.isCopied = false;
    }

    async onClick() {
        const text = this.el.querySelector("dd").textContent.trim();
        await this.waitFor(navigator.clipboard.writeText(text));
        this.isCopied = true;
    }
}

registry.category("public.interactions").add("coop_member.copy_text", CopyText);
