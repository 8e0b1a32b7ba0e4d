-- A database of the first edition, which made it by thirteen migrations: a row or more in every table.

CREATE TABLE grdb_migrations (
    identifier TEXT NOT NULL PRIMARY KEY
);
CREATE TABLE model_capabilities (
    canonical_slug VARCHAR(200) NOT NULL,
    model_id VARCHAR(200) NOT NULL PRIMARY KEY,
    hugging_face_id VARCHAR(200),
    hugging_face_id_source TEXT,
    openrouter_slug TEXT,
    name TEXT,
    description TEXT,
    created INTEGER,
    context_length INTEGER,
    max_completion_tokens INTEGER,
    prompt_price TEXT,
    completion_price TEXT,
    request_price TEXT,
    is_free INTEGER NOT NULL DEFAULT 0,
    is_router INTEGER NOT NULL DEFAULT 0,
    input_modalities TEXT,
    output_modalities TEXT,
    supported_parameters TEXT,
    expiration_date TEXT,
    catalog_json TEXT,
    listed INTEGER NOT NULL DEFAULT 1,
    disabled INTEGER NOT NULL DEFAULT 0,
    disabled_reason TEXT,
    favorite INTEGER NOT NULL DEFAULT 0,
    marked INTEGER NOT NULL DEFAULT 0,
    first_seen_ms INTEGER,
    refreshed_ms INTEGER);
CREATE INDEX idx_model_hf_id ON model_capabilities (hugging_face_id);
CREATE INDEX idx_model_slug ON model_capabilities (canonical_slug);
CREATE INDEX idx_model_id ON model_capabilities (model_id);
CREATE TABLE "catalog_refresh" (
    "source" TEXT PRIMARY KEY NOT NULL,
    "refreshed_ms" INTEGER NOT NULL,
    "total" INTEGER NOT NULL
);
CREATE TABLE "evidence" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "model_id" TEXT NOT NULL,
    "observed_ms" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "sent_model" TEXT,
    "http_status" INTEGER,
    "provider" TEXT,
    "latency_ms" INTEGER,
    "cost" TEXT,
    "cause" TEXT NOT NULL DEFAULT '',
    "served_model" TEXT,
    "capability" TEXT
);
CREATE INDEX "idx_evidence_model" ON "evidence"("model_id", "observed_ms");
CREATE TABLE "route" (
    "model_id" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "sent_model" TEXT NOT NULL,
    "worked_ms" INTEGER NOT NULL,
    PRIMARY KEY ("model_id", "base_url")
);
CREATE TABLE "generation" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "created_ms" INTEGER NOT NULL,
    "owner_pid" INTEGER NOT NULL,
    "model_id" TEXT NOT NULL,
    "sent_model" TEXT,
    "served_model" TEXT,
    "provider" TEXT,
    "remote_id" TEXT,
    "system_prompt" TEXT,
    "prompt" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "reasoning" TEXT NOT NULL DEFAULT '',
    "finish_reason" TEXT,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "reasoning_tokens" INTEGER,
    "cost" TEXT,
    "time_to_first_token_ms" INTEGER,
    "duration_ms" INTEGER,
    "failure" TEXT,
    "answering_model_id" TEXT
);
CREATE TABLE "generation_piece" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "generation_id" INTEGER NOT NULL REFERENCES "generation"("id") ON DELETE CASCADE,
    "text" TEXT NOT NULL,
    "reasoning" TEXT NOT NULL
);
CREATE INDEX "generation_piece_on_generation_id" ON "generation_piece"("generation_id");
CREATE TABLE "endpoint" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "evidence_id" INTEGER NOT NULL REFERENCES "evidence"("id") ON DELETE CASCADE,
    "provider" TEXT NOT NULL,
    "status" INTEGER,
    "uptime" DOUBLE,
    "quantization" TEXT,
    "context_length" INTEGER,
    "prompt_price" TEXT,
    "completion_price" TEXT
);
CREATE INDEX "endpoint_on_evidence_id" ON "endpoint"("evidence_id");
CREATE TABLE "newest_evidence" (
    "model_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "observed_ms" INTEGER NOT NULL,
    "evidence_id" INTEGER NOT NULL REFERENCES "evidence"("id") ON DELETE CASCADE,
    PRIMARY KEY ("model_id", "kind", "finding")
);
CREATE TRIGGER evidence_is_newest AFTER INSERT ON evidence
WHEN NEW.capability IS NULL
BEGIN
INSERT INTO newest_evidence VALUES
(NEW.model_id, NEW.kind, NEW.finding, NEW.observed_ms, NEW.id) ON CONFLICT (model_id, kind, finding) DO UPDATE
SET observed_ms = excluded.observed_ms, evidence_id = excluded.evidence_id
WHERE excluded.observed_ms >= observed_ms;
END;
CREATE TABLE "verification" (
    "model_id" TEXT PRIMARY KEY NOT NULL,
    "verified_ms" INTEGER NOT NULL,
    "facts" TEXT NOT NULL,
    "endpoint_facts" TEXT
);
CREATE TABLE "newest_endpoints" (
    "model_id" TEXT PRIMARY KEY NOT NULL,
    "observed_ms" INTEGER NOT NULL,
    "facts" TEXT NOT NULL
);
CREATE TABLE "attempt" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "generation_id" INTEGER REFERENCES "generation"("id") ON DELETE CASCADE,
    "evidence_id" INTEGER REFERENCES "evidence"("id") ON DELETE CASCADE,
    "model_id" TEXT NOT NULL,
    "started_ms" INTEGER NOT NULL,
    "is_free_tier" BOOLEAN NOT NULL,
    "sent_model" TEXT NOT NULL,
    "http_status" INTEGER,
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "waited_ms" INTEGER NOT NULL
);
CREATE INDEX "attempt_on_generation_id" ON "attempt"("generation_id");
CREATE INDEX "attempt_on_evidence_id" ON "attempt"("evidence_id");
CREATE INDEX "idx_attempt_model" ON "attempt"("model_id", "started_ms");
CREATE INDEX "idx_attempt_free_tier" ON "attempt"("started_ms") WHERE "is_free_tier";
CREATE TABLE "free_tier" (
    "base_url" TEXT PRIMARY KEY NOT NULL,
    "daily_limit" INTEGER,
    "used_up_until_ms" INTEGER
);
CREATE INDEX "idx_generation_streaming" ON "generation"("id") WHERE "status" = 'streaming';
CREATE TABLE "setting" (
    "key" TEXT PRIMARY KEY NOT NULL,
    "value" TEXT NOT NULL
);
CREATE TABLE "saved_filter" (
    "name" TEXT PRIMARY KEY NOT NULL,
    "source" TEXT NOT NULL
);

INSERT INTO grdb_migrations VALUES
    ('createModelCapabilities'), ('createCatalogRefresh'), ('createEvidence'), ('createRoute'),
    ('createGeneration'), ('addEvidenceDetail'), ('addTimeline'), ('createFreeTier'),
    ('addHistory'), ('addRequestPrice'), ('addMarked'), ('addSetting'),
    ('createSavedFilter');

INSERT INTO model_capabilities (canonical_slug, model_id, hugging_face_id, hugging_face_id_source,
    name, context_length, prompt_price, is_free, input_modalities, catalog_json, listed, disabled,
    disabled_reason, favorite, marked, first_seen_ms, refreshed_ms) VALUES
    ('a_b', 'a/b', 'A/B', 'manual', 'A: B', 4096, '0.000001', 0, '["text"]', '{"id":"a/b"}', 1, 0,
        NULL, 1, 1, 1000, 2000),
    ('c_d:free', 'c/d:free', NULL, NULL, 'C: D', 8192, '0', 1, '[]', '{}', 0, 1, 'too slow', 0, 0,
        1000, 2000);
INSERT INTO catalog_refresh VALUES ('https://openrouter.ai/api/v1/models', 2000, 1);
INSERT INTO evidence VALUES
    (1, 'a/b', 1795000000000, 'endpoints', 'reachable', '1 of 1 endpoint up: P', NULL, 200, NULL,
        12, NULL, 'endpoints_up', NULL, NULL),
    (2, 'a/b', 1795000000100, 'completion', 'answered', 'answered by P', 'A/B', 200, 'P', 900,
        '0.00021', 'answered', 'a/b-1', NULL),
    (3, 'a/b', 1795000000200, 'completion', 'refused', 'no tool', 'A/B', 200, 'P', 900, NULL,
        'a_word_of_tomorrow', 'a/b-1', 'tools'),
    (4, 'c/d:free', 1795000000300, 'completion', 'refused', '404 No endpoints', 'c/d:free', 404,
        NULL, 30, NULL, 'no_endpoints', NULL, NULL);
INSERT INTO endpoint VALUES (1, 1, 'P', 0, 99.5, 'fp8', 4096, '0.000001', '0.000002');
INSERT INTO verification VALUES ('a/b', 1795000000100, 'context_length=4096', 'providers=P');
INSERT INTO newest_endpoints VALUES ('a/b', 1795000000000, 'providers=P');
INSERT INTO route VALUES ('a/b', 'https://openrouter.ai/api/v1', 'A/B', 1795000000100);
INSERT INTO free_tier VALUES ('https://openrouter.ai/api/v1', 50, 1795046400000);
INSERT INTO generation VALUES
    (1, 1795000001000, 4000000, 'a/b', 'A/B', 'a/b-1', 'P', 'gen-1', 'Be brief.', 'Hello?',
        'completed', 'Hello.', 'Hm.', 'stop', 3, 2, 1, '0.00021', 300, 900, NULL, NULL),
    (2, 1795000002000, 4000000, 'c/d:free', 'c/d:free', NULL, NULL, NULL, NULL, 'And you?',
        'failed', '', '', NULL, NULL, NULL, NULL, NULL, NULL, 40, '404 No endpoints', NULL),
    (3, 1795000003000, 4000000, 'a/b', NULL, NULL, NULL, NULL, NULL, 'Go on', 'streaming', '', '',
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO generation_piece VALUES (1, 3, 'Per', ''), (2, 3, 'ennial', 'So.');
INSERT INTO attempt VALUES
    (1, 1, 2, 'a/b', 1795000001000, 0, 'A/B', 200, 'answered', '', 0),
    (2, 2, 4, 'c/d:free', 1795000002000, 1, 'C/D:free', 400, 'invalid_model_id', 'no', 0),
    (3, 2, 4, 'c/d:free', 1795000002000, 1, 'c/d:free', 404, 'no_endpoints', 'No endpoints', 0);
INSERT INTO setting VALUES ('interface', '{"sort":"name"}');
INSERT INTO saved_filter VALUES ('cheap', 'price<1');
