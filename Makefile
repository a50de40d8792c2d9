# The commands of the repository; what they do is in setup/bootstrap.

RUN := setup/bootstrap/run

.PHONY: help demo test db bench lint format pot clean

help:
	@echo "make demo                  everything from nothing, served on 127.0.0.1:8069 [HTTP_PORT=...]"
	@echo "make test                  every test [ARGS=\"coop_member -k share\"]"
	@echo "make db DB=name            a fresh database with the suite [MODULES=a,b] [DEMO=1]"
	@echo "make bench                 every bench [ARGS=bench_name]"
	@echo "make lint                  every check on every file"
	@echo "make format                rewrite every file the way lint wants it"
	@echo "make pot                   translation templates, merged into the translations"
	@echo "make clean                 stop what runs here and remove .odoo/"

demo:
	@HTTP_PORT="$(HTTP_PORT)" $(RUN) demo

test:
	@$(RUN) test '$(subst ','\'',$(ARGS))'

db:
	@$(RUN) db "$(DB)" "$(MODULES)" "$(DEMO)"

bench:
	@$(RUN) bench $(ARGS)

lint:
	@$(RUN) lint

format:
	@$(RUN) format

pot:
	@$(RUN) pot

clean:
	@$(RUN) clean
