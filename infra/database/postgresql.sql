-- The database on PostgreSQL: a user for each host, and one that owns the schema. An administrator of the server runs it with psql, as often as they like:
--   psql -v migrate_password=... -v gateway_password=... -v routing_password=... -v desk_password=... -v delivery_password=... -f infra/database/postgresql.sql
-- Where a command line can be read by others, write the passwords as lines "\set gateway_password ..." into a file, and give that first: psql -f FILE -f infra/database/postgresql.sql
-- Another database than "cpts": -v database=NAME. What the users may do with which table, the job grants when it migrates (--migrate).
\set ON_ERROR_STOP on
\if :{?database}
\else
\set database cpts
\endif

-- The statements below hold passwords.
SET log_statement = 'none';
SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['cpts_migrate', 'cpts_gateway', 'cpts_routing', 'cpts_desk', 'cpts_delivery']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec
ALTER ROLE cpts_migrate WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'migrate_password';
ALTER ROLE cpts_gateway WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'gateway_password';
ALTER ROLE cpts_routing WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'routing_password';
ALTER ROLE cpts_desk WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'desk_password';
ALTER ROLE cpts_delivery WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'delivery_password';

SELECT format('CREATE DATABASE %I', :'database') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec
\connect :"database"

-- Nobody else comes in, and nobody but the owner of the schema makes anything: no table, no temporary one either.
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO cpts_migrate, cpts_gateway, cpts_routing, cpts_desk, cpts_delivery;
GRANT USAGE ON SCHEMA public TO cpts_migrate, cpts_gateway, cpts_routing, cpts_desk, cpts_delivery;
GRANT CREATE ON SCHEMA public TO cpts_migrate;

-- A database from before there were these users: only who owns a table may change it.
SELECT format('ALTER TABLE %I.%I OWNER TO cpts_migrate', schemaname, tablename)
FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'cpts_migrate'
\gexec
