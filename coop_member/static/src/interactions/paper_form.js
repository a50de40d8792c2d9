import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * The form that sends a paper: tells at once about files that are too large, so that
 * nobody waits for a refusal, shows the photo that was taken, and sends only once.
 */
export class PaperForm extends Interaction {
    static selector = ".o_coop_paper_form";
    dynamicContent = {
        "input[type=file]": {"t-on-change": this.onFileChange},
        _root: {"t-on-submit": this.onSubmit},
    };

    setup() {
        this.inputEl = this.el.querySelector("input[type=file]");
        this.errorEl = this.el.querySelector("#coop_file_error");
        this.previewEl = this.el.querySelector(".o_coop_preview");
        this.buttonEl = this.el.querySelector("button[type=submit]");
    }

    destroy() {
        URL.revokeObjectURL(this.previewEl.src);
    }

    get isTooLarge() {
        const sizes = [...this.inputEl.files].map((file) => file.size);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        return total > Number(this.el.dataset.maxBytes);
    }

    onFileChange() {
        const [file] = this.inputEl.files;
        this.showError(this.isTooLarge ? this.el.dataset.tooLarge : "");
        URL.revokeObjectURL(this.previewEl.src);
        const isPhoto = Boolean(file) && file.type.startsWith("image/");
        this.previewEl.classList.toggle("d-none", !isPhoto);
        if (isPhoto) {
            this.previewEl.src = URL.createObjectURL(file);
        }
    }

    onSubmit(ev) {
        if (this.isTooLarge) {
            ev.preventDefault();
            this.inputEl.focus();
            return;
        }
        this.buttonEl.disabled = true;
    }

    showError(sentence) {
        this.errorEl.textContent = sentence;
        this.inputEl.classList.toggle("is-invalid", Boolean(sentence));
        this.inputEl.toggleAttribute("aria-invalid", Boolean(sentence));
    }
}

registry.category("public.interactions").add("coop_member.paper_form", PaperForm);
